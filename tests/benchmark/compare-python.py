#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same loss by automatic differentiation, and the same fit by scipy, timed in one run with the product's own.

usage: compare-python.py BENCH-FIT

Skips what Debian's python3-torch or python3-scipy would be needed for, if they are not installed.
"""
import csv
import glob
import os
import subprocess
import sys
import time


def best_of(work, repeats):
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def own(binary, *arguments):
    result = subprocess.run([binary, *arguments], capture_output=True, text=True)
    return [float(x) for x in result.stdout.split()] if result.returncode == 0 else None


def autograd(binary):
    try:
        import torch
    except ImportError:
        print("python3-torch is not installed: no comparison with automatic differentiation")
        return
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    n, days, weight = 56, 10, 100.0
    values = {"sigma": 0.2, "mu": 0.3, "gamma": 0.02, "a": 0.0, "b": 0.03, "S0": 0.88, "E0": 0.002}
    p = {k: torch.full((n,), v, requires_grad=True) for k, v in values.items()}
    beta = (0.1 * (1 + 0.01 * torch.arange(days).reshape(-1, 1) + 0.002 * torch.arange(n))).requires_grad_()
    observed = torch.full((days, 3, n), 0.008)
    start_i, start_r, start_d = torch.full((n,), 0.01), torch.full((n,), 0.007), torch.full((n,), 0.0005)
    a = torch.eye(n)

    def start():
        return (p["S0"], p["E0"], 1 - p["S0"] - p["E0"] - start_i - start_r, start_i, start_r, start_d)

    def stacked():
        """All compartments in one tensor, uncoupled."""

        def rhs(y, b, t):
            s, e, u, i, r, d = y
            infections = b * s * (i + e)
            onsets, removals = p["sigma"] * e, p["gamma"] * i
            return torch.stack([-infections, infections - onsets, (1 - p["mu"]) * onsets, p["mu"] * onsets - removals, removals,
                                (p["a"] * t + p["b"]) * removals])

        y = torch.stack(start())
        loss = ((y[3:] - observed[0]) ** 2).sum()
        for t in range(days - 1):
            b0, b1 = beta[t], beta[t + 1]
            k1 = rhs(y, b0, t)
            k2 = rhs(y + 0.5 * k1, 0.5 * (b0 + b1), t + 0.5)
            k3 = rhs(y + 0.5 * k2, 0.5 * (b0 + b1), t + 0.5)
            k4 = rhs(y + k3, b1, t + 1)
            y = y + (k1 + 2 * k2 + 2 * k3 + k4) / 6
            loss = loss + ((y[3:] - observed[t + 1]) ** 2).sum()
        return loss

    def by_compartments():
        """One tensor a compartment, and the sum over the neighbours as the paper writes it, with a matrix (here of 1)."""

        def derivatives(y, b, t):
            s, e, u, i, r, d = y
            infections = b * s * (a @ (i + e))
            removals = p["gamma"] * i
            return (-infections, infections - p["sigma"] * e, (1 - p["mu"]) * p["sigma"] * e, p["mu"] * p["sigma"] * e - removals,
                    removals, (p["a"] * t + p["b"]) * removals)

        def plus(y, k, h):
            return tuple(x + h * dx for x, dx in zip(y, k))

        y = start()
        out = [y]
        for t in range(days - 1):
            b0, b1 = beta[t], beta[t + 1]
            k1 = derivatives(y, b0, t)
            k2 = derivatives(plus(y, k1, 0.5), 0.5 * (b0 + b1), t + 0.5)
            k3 = derivatives(plus(y, k2, 0.5), 0.5 * (b0 + b1), t + 0.5)
            k4 = derivatives(plus(y, k3, 1.0), b1, t + 1)
            y = tuple(x + (d1 + 2 * d2 + 2 * d3 + d4) / 6 for x, d1, d2, d3, d4 in zip(y, k1, k2, k3, k4))
            out.append(y)
        fitted = torch.stack([torch.stack(y[3:]) for y in out])
        return ((fitted - observed) ** 2).sum()

    step = torch.tensor(1.0)

    class Published(torch.nn.Module):
        """
        Built as the published program builds its model: a function for each compartment, that works out all its terms; the
        step a tensor; a list of tensors for each compartment; A as a matrix; all compartments put together at the end, of
        which three are taken. Its equations are ours here, and it solves U too, so that the loss is the same.
        """

        def pressure(self, s, e, i):
            return s * torch.mm(a, (i + e).reshape(-1, 1)).squeeze(1)

        def of_s(self, s, e, i, b):
            return -b * self.pressure(s, e, i)

        def of_e(self, s, e, i, b):
            return b * self.pressure(s, e, i) - p["sigma"] * e

        def of_u(self, e):
            return (1 - p["mu"]) * p["sigma"] * e

        def of_i(self, e, i):
            return p["mu"] * p["sigma"] * e - p["gamma"] * i

        def of_r(self, i):
            return p["gamma"] * i

        def of_d(self, i, t):
            return (p["a"] * t + p["b"]) * p["gamma"] * i

        def slopes(self, s, e, i, b, t):
            return (self.of_s(s, e, i, b), self.of_e(s, e, i, b), self.of_u(e), self.of_i(e, i), self.of_r(i), self.of_d(i, t))

        def forward(self):
            lists = [[x] for x in start()]
            for t in range(days - 1):
                s, e, _, i, _, _ = (x[t] for x in lists)
                b0, middle, b1 = beta[t], (beta[t] + beta[t + 1]) / 2, beta[t + 1]
                k1 = self.slopes(s, e, i, b0, t)
                k2 = self.slopes(s + k1[0] / 2 * step, e + k1[1] / 2 * step, i + k1[3] / 2 * step, middle, t + 0.5)
                k3 = self.slopes(s + k2[0] / 2 * step, e + k2[1] / 2 * step, i + k2[3] / 2 * step, middle, t + 0.5)
                k4 = self.slopes(s + k3[0] * step, e + k3[1] * step, i + k3[3] * step, b1, t + 1)
                for x, d1, d2, d3, d4 in zip(lists, k1, k2, k3, k4):
                    x.append(x[t] + 1 / 6 * (d1 + 2 * d2 + 2 * d3 + d4) * step)
            return torch.cat([torch.stack(x).transpose(0, 1).unsqueeze(-1) for x in lists], dim=-1)[:, :, -3:]

    model, by_region = Published(), observed.permute(2, 0, 1).contiguous()

    def published():
        return ((model() - by_region) ** 2).sum()

    ours = own(binary, "--gradient-sums")
    for name, loss in (("all compartments in one tensor, no A", stacked), ("one tensor a compartment, A as a matrix", by_compartments),
                       ("as the published class is built", published)):

        def work():
            for x in [*p.values(), beta]:
                x.grad = None
            work.loss = 0.5 * weight * weight * loss()
            work.loss.backward()

        work()
        theirs = [work.loss.item(), *(x.grad.sum().item() for x in p.values()), *beta.grad.sum(1).tolist()]
        apart = max(abs(x - y) for x, y in zip(theirs[1:], ours[1:])) / sum(y * y for y in ours[1:]) ** 0.5
        if len(theirs) != len(ours) or abs(theirs[0] / ours[0] - 1) > 1e-12 or apart > 1e-12:
            sys.exit(f"{name}: not the same loss or gradient: {theirs} and {ours}")
        print(f"loss + gradient 56 x 10, PyTorch, {name}: the same loss; gradients apart by {apart:.1e} of their norm")
        ratios = []
        for _ in range(3):
            theirs = best_of(work, 40) * 1e6
            own_us = own(binary, "--gradient")[0]
            ratios.append(theirs / own_us)
            print(f"  PyTorch {theirs:.0f} us, own {own_us:.2f} us, ratio {theirs / own_us:.0f}")
        print(f"  ratio, median of {len(ratios)}: {sorted(ratios)[len(ratios) // 2]:.0f}")


def read_state(folder, state, last, days):
    rows = []
    for path in sorted(glob.glob(os.path.join(folder, "*.csv")), key=lambda f: (f[-8:-4], f[-14:-9])):
        name = os.path.basename(path)
        day = f"{name[6:10]}-{name[0:2]}-{name[3:5]}"
        if day <= last:
            with open(path, encoding="utf-8") as stream:
                for row in csv.DictReader(stream):
                    if row["Province_State"] == state:
                        rows.append([float(row[k] or "nan") for k in ("Confirmed", "Recovered", "Deaths")])
    return rows[-days:]


def scipy_fits(binary):
    try:
        import numpy as np
        from scipy.integrate import odeint
        from scipy.optimize import least_squares
    except ImportError:
        print("python3-scipy is not installed: no comparison with least_squares")
        return
    shared = os.environ.get("PROGNOSIS_SHARED", "../shared")
    folder = os.path.join(shared, "data", "jhu-us-daily-reports")
    if not os.path.isdir(folder):
        print("JHU's reports are not there: no comparison with least_squares")
        return
    with open(os.path.join(shared, "data", "us-states", "population.csv"), encoding="utf-8") as stream:
        population = {row["state"]: float(row["population"]) for row in csv.DictReader(stream)}
    ratios = []
    for state in ("Texas", "Oregon", "Utah", "Wisconsin", "Minnesota", "Tennessee", "Arkansas"):
        data = np.array(read_state(folder, state, "2020-08-22", 60)) / population[state]
        spread = data.std(axis=0)
        t = np.arange(60.0)

        def residuals(theta):
            sigma, mu, gamma, s0, e0 = np.exp(theta[0]), 1 / (1 + np.exp(-theta[1])), np.exp(theta[2]), 1 / (1 + np.exp(-theta[3])), np.exp(theta[4])
            a, b, knots = theta[5], theta[6], theta[7:]

            def rhs(y, at):
                beta = np.exp(np.interp(at, [0, 29.5, 59], knots))
                infections, onsets, removals = beta * y[0] * (y[1] + y[2]), sigma * y[1], gamma * y[2]
                return [-infections, infections - onsets, mu * onsets - removals, removals, (a * at + b) * removals]

            y = odeint(rhs, [s0, e0, data[0, 0], data[0, 1], data[0, 2]], t)
            r = (y[:, 2:] - data) / spread
            return np.clip(np.nan_to_num(r[np.isfinite(data)], nan=1e3), -1e3, 1e3)

        flow = max((data[20, 0] - data[0, 0]) / 20, 1e-8)
        gamma = max(np.nanmean(np.diff(data[:, 1])), 1e-6) / data[:, 0].mean()
        e0 = (flow + gamma * data[0, 0]) / 0.06
        start = np.array([np.log(0.2), np.log(0.3 / 0.7), np.log(gamma), np.log(0.88 / 0.12), np.log(e0), 0.0, 0.03]
                         + [np.log(0.2 * e0 / (0.88 * (e0 + data[0, 0])))] * 3)
        found = {}

        def work():
            found["fit"] = least_squares(residuals, start)

        theirs = best_of(work, 1) * 1e3
        loss = float(np.mean(found["fit"].fun ** 2))
        ours, own_loss = own(binary, "--region", state)
        ratios.append(theirs / ours)
        print(f"{state}: least_squares {theirs:.0f} ms, loss {loss:.3e}; own {ours:.3f} ms loss {own_loss:.3e}; ratio {theirs / ours:.0f}")
    print(f"ratio, median: {sorted(ratios)[len(ratios) // 2]:.0f}")


if __name__ == "__main__":
    autograd(sys.argv[1])
    scipy_fits(sys.argv[1])
