/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-net.h"

const PrognosisNet *const *
prognosis_net_list (void)
{
  static const PrognosisNet *const nets[] = {
    &prognosis_net_fc, &prognosis_net_seq2seq, &prognosis_net_neural_ode, &prognosis_net_transformer, &prognosis_net_gat, NULL,
  };

  return nets;
}
