package org.sgdyn.solvers;

import org.sgdyn.spi.Reference;

/** What the parts of this package are taken from. */
final class Sources {

    static final Reference HAIRER = Reference.of("""
            @book{hairer1993solving,
              author = {Hairer, Ernst and N{\\o}rsett, Syvert P. and Wanner, Gerhard},
              title = {Solving Ordinary Differential Equations {I}: Nonstiff Problems},
              edition = {2},
              publisher = {Springer},
              year = {1993}
            }""");

    static final Reference RODAS5P = Reference.of("""
            @article{steinebach2023construction,
              author = {Steinebach, Gerd},
              title = {Construction of {Rosenbrock--Wanner} Method {Rodas5P} and Numerical Benchmarks within the {Julia}
                Differential Equations Package},
              journal = {BIT Numerical Mathematics},
              volume = {63},
              pages = {27},
              year = {2023}
            }""");

    static final Reference CHEBYSHEV = Reference.of("""
            @article{sommeijer1998rkc,
              author = {Sommeijer, Ben P. and Shampine, Lawrence F. and Verwer, Jan G.},
              title = {{RKC}: An Explicit Solver for Parabolic {PDEs}},
              journal = {Journal of Computational and Applied Mathematics},
              volume = {88},
              number = {2},
              pages = {315--326},
              year = {1998}
            }""");

    static final Reference DORMAND_PRINCE = Reference.of("""
            @article{dormand1980family,
              author = {Dormand, John R. and Prince, Peter J.},
              title = {A Family of Embedded {Runge-Kutta} Formulae},
              journal = {Journal of Computational and Applied Mathematics},
              volume = {6},
              number = {1},
              pages = {19--26},
              year = {1980}
            }""");

    static final Reference HIGH_LINE = Reference.of("""
            @inproceedings{collinswoodfin2024high,
              author = {Collins-Woodfin, Elizabeth and Seroussi, Inbar and Garc{\\'i}a Malaxechebarr{\\'i}a, Bego{\\~n}a
                and Mackenzie, Andrew W. and Paquette, Elliot and Paquette, Courtney},
              title = {The High Line: Exact Risk and Learning Rate Curves of Stochastic Adaptive Learning Rate Algorithms},
              booktitle = {Advances in Neural Information Processing Systems},
              year = {2024},
              note = {arXiv:2405.19585}
            }""");

    static final Reference COSINE = Reference.of("""
            @inproceedings{loshchilov2017sgdr,
              author = {Loshchilov, Ilya and Hutter, Frank},
              title = {{SGDR}: Stochastic Gradient Descent with Warm Restarts},
              booktitle = {International Conference on Learning Representations},
              year = {2017}
            }""");

    static final Reference CLIPPING = Reference.of("""
            @misc{marshall2024clip,
              author = {Marshall, Noah and Xiao, Ke Liang and Agarwala, Atish and Paquette, Elliot},
              title = {To Clip or not to Clip: the Dynamics of {SGD} with Gradient Clipping in High-Dimensions},
              year = {2024},
              note = {arXiv:2406.11733}
            }""");

    static final Reference PRIVACY = Reference.of("""
            @inproceedings{abadi2016deep,
              author = {Abadi, Mart{\\'i}n and Chu, Andy and Goodfellow, Ian and McMahan, H. Brendan and Mironov, Ilya and
                Talwar, Kunal and Zhang, Li},
              title = {Deep Learning with Differential Privacy},
              booktitle = {Proceedings of the 2016 {ACM} {SIGSAC} Conference on Computer and Communications Security},
              year = {2016},
              note = {arXiv:1607.00133}
            }""");

    static final Reference SIGNS = Reference.of("""
            @misc{xiao2024exact,
              author = {Xiao, Ke Liang and Marshall, Noah and Agarwala, Atish and Paquette, Elliot},
              title = {Exact Risk Curves of {signSGD} in High-Dimensions: Quantifying Preconditioning and Noise-Compression
                Effects},
              year = {2024},
              note = {arXiv:2411.12135}
            }""");

    static final Reference POLYAK = Reference.of("""
            @article{polyak1964some,
              author = {Polyak, Boris T.},
              title = {Some Methods of Speeding up the Convergence of Iteration Methods},
              journal = {USSR Computational Mathematics and Mathematical Physics},
              volume = {4},
              number = {5},
              pages = {1--17},
              year = {1964}
            }""");

    static final Reference MOMENTUM = Reference.of("""
            @inproceedings{paquette2021dynamics,
              author = {Paquette, Courtney and Paquette, Elliot},
              title = {Dynamics of Stochastic Momentum Methods on Large-scale, Quadratic Models},
              booktitle = {Advances in Neural Information Processing Systems},
              year = {2021},
              note = {arXiv:2106.03696}
            }""");

    static final Reference DANA = Reference.of("""
            @misc{ferbach2025dimension,
              author = {Ferbach, Damien and Everett, Katie and Gidel, Gauthier and Paquette, Elliot and Paquette, Courtney},
              title = {Dimension-adapted Momentum Outscales {SGD}},
              year = {2025},
              note = {arXiv:2505.16098}
            }""");

    static final Reference ADAM = Reference.of("""
            @inproceedings{kingma2015adam,
              author = {Kingma, Diederik P. and Ba, Jimmy},
              title = {Adam: A Method for Stochastic Optimization},
              booktitle = {International Conference on Learning Representations},
              year = {2015},
              note = {arXiv:1412.6980}
            }""");

    static final Reference ADAMW = Reference.of("""
            @inproceedings{loshchilov2019decoupled,
              author = {Loshchilov, Ilya and Hutter, Frank},
              title = {Decoupled Weight Decay Regularization},
              booktitle = {International Conference on Learning Representations},
              year = {2019},
              note = {arXiv:1711.05101}
            }""");

    static final Reference ADAGRAD = Reference.of("""
            @article{duchi2011adaptive,
              author = {Duchi, John and Hazan, Elad and Singer, Yoram},
              title = {Adaptive Subgradient Methods for Online Learning and Stochastic Optimization},
              journal = {Journal of Machine Learning Research},
              volume = {12},
              pages = {2121--2159},
              year = {2011}
            }""");

    static final Reference SCHEDULE_FREE = Reference.of("""
            @inproceedings{defazio2024road,
              author = {Defazio, Aaron and Yang, Xingyu Alice and Mehta, Harsh and Mishchenko, Konstantin and Khaled, Ahmed and
                Cutkosky, Ashok},
              title = {The Road Less Scheduled},
              booktitle = {Advances in Neural Information Processing Systems},
              year = {2024},
              note = {arXiv:2405.15682}
            }""");

    private Sources() {}
}
