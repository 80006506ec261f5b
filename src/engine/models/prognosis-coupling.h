/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-options.h"
#include "prognosis-kernel.h"

G_BEGIN_DECLS

/**
 * PrognosisCoupling:
 *
 * The contribution of region j's infectious persons to the force of infection in region i: A = I + W, with W
 * non-negative. W is learned, either on the adjacency graph or as a low-rank product B C'. Its unknowns are logarithms.
 */
typedef struct
{
  PrognosisCouplingKind kind;
  gsize n_regions;
  gsize n_unknowns;
  guint *start; /* adjacency, by rows: n_regions + 1 */
  guint *column;
  int rank;
  double *value; /* weights of the adjacency, or B then C, n_regions x rank each */
} PrognosisCoupling;

PrognosisCoupling *prognosis_coupling_new (PrognosisDataset *dataset, PrognosisCouplingKind kind, int rank);
void prognosis_coupling_free (PrognosisCoupling *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisCoupling, prognosis_coupling_free)

/* @theta: logarithms, n_unknowns */
void prognosis_coupling_set (PrognosisCoupling *self, const double *theta);

/**
 * PrognosisCoupled:
 *
 * Solves all regions together, stage by stage, and keeps every stage for the adjoint.
 * Arrays are by group of lanes: within a group they have the layout of the kernels.
 */
typedef struct
{
  const PrognosisKernel *kernel;
  const PrognosisCoupling *coupling;
  gsize n_regions, n_groups;
  int n_days, substeps;
  double *rates; /* groups x n_rates x lanes */
  double *beta;  /* groups x (n_days + 1) x lanes */
  double *y;     /* groups x (n_days + 1) x n_states x lanes; row 0 is given */
  double *stage; /* n_days x substeps x 4 x groups x n_states x lanes */
  double *z, *x; /* n_days x substeps x 4 x (groups x lanes) */
} PrognosisCoupled;

void prognosis_coupled_init (PrognosisCoupled *self, const PrognosisKernel *kernel, const PrognosisCoupling *coupling,
                             gsize n_regions, int n_days, int substeps);
void prognosis_coupled_clear (PrognosisCoupled *self);
void prognosis_coupled_solve (PrognosisCoupled *self);
/* @y_bar: same shape as y, overwritten; the others are added to. */
void prognosis_coupled_adjoint (PrognosisCoupled *self, double *y_bar, double *beta_bar, double *rate_bar, double *theta_bar);
/* Solves one region (in all lanes) with external force from other regions: @outside by day, substep and stage. */
void prognosis_coupled_solve_driven (const PrognosisKernel *kernel, const PrognosisSolve *solve, const double *outside);

G_END_DECLS
