"""Where each element came from, against answers worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from syntax_notes.backend import CannotTrace
from syntax_notes.backends.pytorch.provenance import trace
from syntax_notes.diagrams.rules import element_name, write_rules
from syntax_notes.diagrams.traces import Trace


def run(expression: str, **names: Any) -> Trace:
    return trace(expression, {"torch": torch, "F": F, "nn": nn, **names})


def sources(traced: Trace) -> dict[str, str]:
    """Return the sources of each element of the output, as text."""
    return {
        element_name(traced.output, place): " ".join(
            element_name(traced.inputs[number], other) for number, other in found
        )
        for place, found in enumerate(traced.sources)
    }


T = torch.arange(6).view(2, 3)
SRC = torch.arange(1, 11).view(2, 5)


def test_gather() -> None:
    index = torch.tensor([[2, 0], [1, 1]])
    assert sources(run("torch.gather(t, 1, index)", t=T, index=index)) == {
        "out[0][0]": "t[0][2] index[0][0]",
        "out[0][1]": "t[0][0] index[0][1]",
        "out[1][0]": "t[1][1] index[1][0]",
        "out[1][1]": "t[1][1] index[1][1]",
    }


def test_gather_along_rows_from_a_square() -> None:
    # The index has the shape of the input as well: it is still linked to the output.
    t = torch.tensor([[1, 2], [3, 4]])
    index = torch.tensor([[1, 0], [0, 0]])
    assert sources(run("t.gather(0, index)", t=t, index=index)) == {
        "out[0][0]": "t[1][0] index[0][0]",
        "out[0][1]": "t[0][1] index[0][1]",
        "out[1][0]": "t[0][0] index[1][0]",
        "out[1][1]": "t[0][1] index[1][1]",
    }


def test_scatter_along_rows_with_a_source_larger_than_the_index() -> None:
    traced = run(
        "torch.zeros(3, 5, dtype=src.dtype).scatter_(0, index, src)",
        src=SRC,
        index=torch.tensor([[0, 1, 2, 0]]),
    )
    found = {key: value for key, value in sources(traced).items() if value}
    assert found == {
        "out[0][0]": "src[0][0] index[0][0]",
        "out[1][1]": "src[0][1] index[0][1]",
        "out[2][2]": "src[0][2] index[0][2]",
        "out[0][3]": "src[0][3] index[0][3]",
    }


def test_scatter_along_columns_with_a_source_larger_than_the_index() -> None:
    traced = run(
        "torch.zeros(3, 5, dtype=src.dtype).scatter_(1, index, src)",
        src=SRC,
        index=torch.tensor([[3, 1, 2, 4]]),
    )
    found = {key: value for key, value in sources(traced).items() if value}
    assert found == {
        "out[0][3]": "src[0][0] index[0][0]",
        "out[0][1]": "src[0][1] index[0][1]",
        "out[0][2]": "src[0][2] index[0][2]",
        "out[0][4]": "src[0][3] index[0][3]",
    }


def test_scatter_where_all_shapes_are_the_same() -> None:
    index = torch.tensor([[1, 0, 2], [0, 2, 1], [2, 1, 0]])
    traced = run(
        "torch.zeros(3, 3).scatter_(1, index, src)",
        src=torch.arange(1.0, 10).view(3, 3),
        index=index,
    )
    assert sources(traced) == {
        f"out[{i}][{index[i, j]}]": f"index[{i}][{j}] src[{i}][{j}]"
        for i in range(3)
        for j in range(3)
    }


def test_scatter_of_a_number() -> None:
    index = torch.tensor([[2], [0]])
    traced = run("base.scatter(1, index, 1.0)", base=torch.zeros(2, 3), index=index)
    assert sources(traced) == {
        "out[0][0]": "base[0][0]",
        "out[0][1]": "base[0][1]",
        "out[0][2]": "index[0][0]",
        "out[1][0]": "index[1][0]",
        "out[1][1]": "base[1][1]",
        "out[1][2]": "base[1][2]",
    }


def test_broadcasting_add() -> None:
    a, b = torch.tensor([[0], [10]]), torch.tensor([1, 2, 3])
    assert sources(run("a + b", a=a, b=b)) == {
        f"out[{i}][{j}]": f"a[{i}][0] b[{j}]" for i in range(2) for j in range(3)
    }


def test_sum_without_keepdim() -> None:
    assert sources(run("t.sum(dim=0)", t=T)) == {
        "out[0]": "t[0][0] t[1][0]",
        "out[1]": "t[0][1] t[1][1]",
        "out[2]": "t[0][2] t[1][2]",
    }


def test_sum_with_keepdim() -> None:
    assert sources(run("t.sum(dim=1, keepdim=True)", t=T)) == {
        "out[0][0]": "t[0][0] t[0][1] t[0][2]",
        "out[1][0]": "t[1][0] t[1][1] t[1][2]",
    }


def test_matmul() -> None:
    traced = run("torch.matmul(t, b)", t=T, b=torch.arange(6).view(3, 2))
    assert sources(traced) == {
        "out[0][0]": "t[0][0] t[0][1] t[0][2] b[0][0] b[1][0] b[2][0]",
        "out[0][1]": "t[0][0] t[0][1] t[0][2] b[0][1] b[1][1] b[2][1]",
        "out[1][0]": "t[1][0] t[1][1] t[1][2] b[0][0] b[1][0] b[2][0]",
        "out[1][1]": "t[1][0] t[1][1] t[1][2] b[0][1] b[1][1] b[2][1]",
    }


def test_batched_matmul() -> None:
    p, q = torch.ones(2, 1, 2), torch.zeros(2, 2, 1)
    # Zeros have a part in a product, too.
    assert sources(run("p @ q", p=p, q=q)) == {
        "out[0][0][0]": "p[0][0][0] p[0][0][1] q[0][0][0] q[0][1][0]",
        "out[1][0][0]": "p[1][0][0] p[1][0][1] q[1][0][0] q[1][1][0]",
    }


@pytest.mark.parametrize(
    ("equation", "expected"),
    [
        ("ij->ji", {"out[0][1]": "s[1][0]", "out[1][0]": "s[0][1]"}),
        ("ii->i", {"out[0]": "s[0][0]", "out[1]": "s[1][1]"}),
        ("ij->i", {"out[0]": "s[0][0] s[0][1]", "out[1]": "s[1][0] s[1][1]"}),
        ("ii->", {"out": "s[0][0] s[1][1]"}),
    ],
)
def test_einsum_of_one(equation: str, expected: dict[str, str]) -> None:
    found = sources(run(f"torch.einsum('{equation}', s)", s=torch.ones(2, 2)))
    assert expected.items() <= found.items()


def test_einsum_of_two() -> None:
    u, w = torch.ones(2), torch.ones(2)
    assert sources(run("torch.einsum('i,j->ij', u, w)", u=u, w=w)) == {
        f"out[{i}][{j}]": f"u[{i}] w[{j}]" for i in range(2) for j in range(2)
    }


def test_clamp_at_between_and_beyond_its_bounds() -> None:
    x = torch.tensor([-2.0, -1.0, 0.5, 3.0])
    found = sources(run("x.clamp(-1, 1)", x=x))
    assert found == {f"out[{i}]": f"x[{i}]" for i in range(4)}


def test_embedding() -> None:
    weight, ids = torch.arange(6.0).view(3, 2), torch.tensor([2, 0])
    assert sources(run("F.embedding(ids, weight)", weight=weight, ids=ids)) == {
        "out[0][0]": "ids[0] weight[2][0]",
        "out[0][1]": "ids[0] weight[2][1]",
        "out[1][0]": "ids[1] weight[0][0]",
        "out[1][1]": "ids[1] weight[0][1]",
    }


def test_one_hot() -> None:
    labels = torch.tensor([1, 0, 2])
    found = sources(run("F.one_hot(labels)", labels=labels))
    assert found == {
        f"out[{i}][{j}]": f"labels[{i}]" for i in range(3) for j in range(3)
    }


X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
W = torch.tensor([[1.0, 10.0], [100.0, 1000.0]])


def test_conv_transpose2d_with_stride_2() -> None:
    traced = run("F.conv_transpose2d(x[None], w[None, None], stride=2)[0]", x=X, w=W)
    assert sources(traced) == {
        f"out[{2 * i + a}][{2 * j + b}]": f"x[{i}][{j}] w[{a}][{b}]"
        for i in range(2)
        for j in range(2)
        for a in range(2)
        for b in range(2)
    }


def test_conv_transpose2d_with_stride_1() -> None:
    found = sources(run("F.conv_transpose2d(x[None], w[None, None])[0]", x=X, w=W))
    assert found["out[0][0]"] == "x[0][0] w[0][0]"
    assert found["out[0][1]"] == "x[0][0] x[0][1] w[0][0] w[0][1]"
    assert found["out[1][0]"] == "x[0][0] x[1][0] w[0][0] w[1][0]"
    assert found["out[1][1]"] == (
        "x[0][0] x[0][1] x[1][0] x[1][1] w[0][0] w[0][1] w[1][0] w[1][1]"
    )
    assert found["out[2][2]"] == "x[1][1] w[1][1]"


def test_a_layer_is_run_and_left_as_it_was() -> None:
    layer = nn.ConvTranspose2d(1, 1, 2, stride=2)
    before = {name: value.clone() for name, value in layer.state_dict().items()}
    found = sources(run("layer(x)", layer=layer, x=X[None, None]))
    assert found["out[0][0][3][0]"] == "x[0][0][1][0]"
    assert all(torch.equal(layer.state_dict()[name], before[name]) for name in before)
    assert layer.weight.dtype == torch.float32


def test_the_weight_of_a_layer_is_an_input() -> None:
    layer = nn.Linear(2, 1, bias=False)
    found = sources(run("F.linear(x, layer.weight)", layer=layer, x=torch.ones(1, 2)))
    assert found == {
        "out[0][0]": "x[0][0] x[0][1] layer.weight[0][0] layer.weight[0][1]"
    }


def test_pixel_shuffle() -> None:
    x = torch.arange(8).view(4, 1, 2)
    assert sources(run("F.pixel_shuffle(x, 2)", x=x)) == {
        f"out[0][{i}][{2 * w + j}]": f"x[{2 * i + j}][0][{w}]"
        for i in range(2)
        for j in range(2)
        for w in range(2)
    }


def test_pixel_unshuffle() -> None:
    y = torch.arange(8).view(1, 2, 4)
    assert sources(run("F.pixel_unshuffle(y, 2)", y=y)) == {
        f"out[{2 * i + j}][0][{w}]": f"y[0][{i}][{2 * w + j}]"
        for i in range(2)
        for j in range(2)
        for w in range(2)
    }


def test_view() -> None:
    found = sources(run("flat.view(2, 3)", flat=torch.arange(6)))
    assert found == {
        f"out[{i}][{j}]": f"flat[{3 * i + j}]" for i in range(2) for j in range(3)
    }


@pytest.mark.parametrize("expression", ["t.t()", "t.T", "t.mT"])
def test_transpose(expression: str) -> None:
    found = sources(run(expression, t=T))
    assert found == {
        f"out[{j}][{i}]": f"t[{i}][{j}]" for i in range(2) for j in range(3)
    }


def test_where_a_condition_chooses() -> None:
    found = sources(
        run(
            "torch.where(m, a, b)",
            m=torch.tensor([True, False]),
            a=torch.tensor([1, 2]),
            b=torch.tensor([3, 4]),
        )
    )
    assert found == {"out[0]": "m[0] a[0]", "out[1]": "m[1] b[1]"}


@pytest.mark.parametrize(
    "expression",
    ["torch.take_along_dim(t, index, dim=1)", "t.gather(1, index.expand(2, 2))"],
)
def test_an_index_that_serves_every_row(expression: str) -> None:
    index = torch.tensor([[2, 0]])
    assert sources(run(expression, t=T, index=index)) == {
        "out[0][0]": "t[0][2] index[0][0]",
        "out[0][1]": "t[0][0] index[0][1]",
        "out[1][0]": "t[1][2] index[0][0]",
        "out[1][1]": "t[1][0] index[0][1]",
    }


def test_an_index_that_is_overwritten_leads_nowhere() -> None:
    traced = run(
        "torch.zeros(2, 2).scatter_(1, index, src)",
        index=torch.tensor([[0, 0, 1]]),
        src=torch.tensor([[1.0, 2.0, 3.0]]),
    )
    assert "src[0][0]" not in " ".join(sources(traced).values())


def test_nan_in_an_input_does_not_hide_another() -> None:
    x = torch.tensor([float("nan"), 1.0])
    assert sources(run("x * 2", x=x)) == {"out[0]": "x[0]", "out[1]": "x[1]"}


def test_names_are_not_written_to_and_no_random_number_is_used_up() -> None:
    base, index = torch.zeros(2, 3), torch.tensor([[0], [1]])
    state = torch.get_rng_state()
    run("base.scatter_(1, index, 1.0)", base=base, index=index)
    assert not base.any()
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.get_default_dtype() == torch.float32
    assert torch.is_grad_enabled()


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("t +", "'t +' is no expression: invalid syntax"),
        ("t + missing", "raises NameError: name 'missing' is not defined"),
        ("missing", "raises NameError: name 'missing' is not defined"),
        ("t.view(4)", "raises RuntimeError: shape"),
        ("1 + 1", "has no tensor in it"),
        ("t.tolist()", "is a list, and a diagram shows a tensor"),
        ("t * 1j", "Tensor of complex numbers"),
        ("t > 1", "its value is torch.bool whatever the numbers are"),
        ("t.argmax(dim=1)", "its value is torch.int64 whatever the numbers are"),
        ("t.sort().values", "changes elements that NaN does not reach"),
        ("t.float().sort(descending=True).values", "that NaN does not reach"),
        ("mixed['a'] + mixed.get('b')", "mixed holds tensors; name those that it uses"),
        ("t[:0]", "has no elements to show"),
        ("u8 + 10", "it does not give the same in floating point"),
        ("sparse * 2", "a tensor that is sparse, quantized or complex"),
        ("y = t + 1", "is no expression"),
        ("t + torch.rand(3)", "does not give the same"),
        ("t.view(1, 1, 1, 2, 3)", "has 5 axes; a diagram shows at most 4"),
        ("big * 2", "have 1000 elements; a diagram shows at most 600"),
        ("torch.repeat_interleave(t, r, dim=1)", "no other number can stand in r"),
    ],
)
def test_what_cannot_be_traced_is_refused_in_a_sentence(
    expression: str, message: str
) -> None:
    names = {
        "t": T,
        "big": torch.zeros(1000),
        "r": torch.tensor([1, 2, 1]),
        "u8": torch.tensor([250, 3], dtype=torch.uint8),
        "mixed": {"a": T, "b": T},
        "sparse": torch.eye(2).to_sparse(),
    }
    with pytest.raises(CannotTrace) as caught:
        run(expression, **names)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value).strip()


@pytest.mark.parametrize(
    ("expression", "place", "rule"),
    [
        ("torch.gather(t, 1, i)", 3, "out[1][1] = t[1][2] = 5, where i[1][1] = 2"),
        ("t.t()", 1, "out[0][1] = t[1][0] = 3"),
        ("t.sum(0)", 1, "out[1] = 1 + 4 = 5"),
        ("t.sum()", 0, "out = 0 + 1 + 2 + 3 + 4 + 5 = 15"),
        ("t.max(dim=1).values", 1, "out[1] = largest of 3, 4, 5 = 5"),
        ("t.float().mean(1)", 0, "out[0] = mean of 0, 1, 2 = 1"),
        ("t + c", 5, "out[1][2] = t[1][2] + c[2] = 5 + 4 = 9"),
        ("t - c", 5, "out[1][2] = t[1][2] - c[2] = 5 - 4 = 1"),
        ("t * c", 0, "out[0][0] = t[0][0] · c[0] = 0 · 2 = 0"),
        ("t @ c", 1, "out[1] = 3·2 + 4·3 + 5·4 = 38"),
        ("t.clamp(1, 3)", 0, "out[0][0] = 1, from t[0][0]"),
        ("F.pad(t, (1, 0))", 0, "out[0][0] = 0, from no element"),
        ("F.one_hot(c)", 2, "out[0][2] = 1, where c[0] = 2"),
    ],
)
def test_the_rule_of_an_element(expression: str, place: int, rule: str) -> None:
    names = {"t": T, "i": torch.tensor([[0, 1], [1, 2]]), "c": torch.tensor([2, 3, 4])}
    assert write_rules(run(expression, **names))[place] == rule


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        # Each of these would fit a simpler rule, with the numbers that it has.
        ("peaks.max(dim=1).values", "out[0] = largest of 0, 5 = 5"),
        ("f.median(1).values", "out[0] = 1, from f[0][0], f[0][1], f[0][2]"),
        ("twos * twos.clone()", "out[0] = 4, from twos[0]"),
        ("twos * more", "out[0] = twos[0] · more[0] = 2 · 2 = 4"),
        ("torch.maximum(f[0], zeros)", "out[0] = 0, from f[0][0], zeros[0]"),
        ("threes.mean(1)", "out[0] = mean of 3, 3 = 3"),
        ("twos.view(1, 2).prod(1)", "out[0] = 2 · 2 = 4"),
        ("torch.relu(f)", "out[0][0] = 0, from f[0][0]"),
        ("big.sum()", "out = 5000 + 5001 = 10001"),
    ],
)
def test_a_rule_is_no_coincidence_of_numbers(expression: str, rule: str) -> None:
    traced = run(
        expression,
        peaks=torch.tensor([[0, 5], [3, 0]]),
        f=T.float(),
        twos=torch.tensor([2.0, 2.0]),
        more=torch.tensor([2.0, 2.0]),
        zeros=torch.zeros(3),
        threes=torch.full((2, 2), 3.0),
        big=torch.tensor([5000.0, 5001.0]),
    )
    assert write_rules(traced)[0] == rule


def test_a_constant_zero_is_no_source() -> None:
    found = sources(run("torch.ones(2, 2).tril() @ v", v=torch.tensor([[1.0], [2.0]])))
    assert found == {"out[0][0]": "v[0][0]", "out[1][0]": "v[0][0] v[1][0]"}
    mask = torch.tensor([[False, True], [False, False]])
    scores = torch.zeros(2, 2)
    found = sources(run("scores.masked_fill(mask, -9e9).softmax(-1)", **locals()))
    assert found["out[0][0]"] == "mask[0][0] mask[0][1]"


def test_only_two_indices_are_possible() -> None:
    labels, amount = torch.tensor([1, 0]), torch.tensor([5.0, 6.0])
    traced = run("torch.zeros(2).scatter_add(0, labels, amount)", **locals())
    assert sources(traced) == {
        "out[0]": "labels[1] amount[1]",
        "out[1]": "labels[0] amount[0]",
    }


def test_an_index_of_zero_alone() -> None:
    traced = run("torch.zeros(3).scatter_(0, index, 5.0)", index=torch.tensor([0]))
    assert sources(traced) == {"out[0]": "index[0]", "out[1]": "", "out[2]": ""}


def test_two_indices_of_one_place() -> None:
    index = torch.tensor([[2, 0], [1, 1]])
    traced = run("torch.zeros(2, 3).scatter(1, index, 1.0)", index=index)
    assert sources(traced)["out[1][1]"] == "index[1][0] index[1][1]"


def test_a_count() -> None:
    traced = run("torch.bincount(ids)", ids=torch.tensor([0, 1, 1, 3]))
    assert sources(traced) == {
        "out[0]": "ids[0]",
        "out[1]": "ids[1] ids[2]",
        "out[2]": "",
        "out[3]": "ids[3]",
    }


def test_a_mean_of_looked_up_rows() -> None:
    ids, w = torch.tensor([[0, 2], [1, 1]]), torch.arange(6.0).view(3, 2)
    found = sources(run("w[ids].mean(1)", ids=ids, w=w))
    assert found["out[0][0]"] == "w[0][0] w[2][0] ids[0][0] ids[0][1]"
    assert found["out[1][1]"] == "w[1][1] ids[1][0] ids[1][1]"


def test_two_index_tensors() -> None:
    traced = run(
        "torch.zeros(2, 3).index_put((rows, cols), k)",
        rows=torch.tensor([0, 1]),
        cols=torch.tensor([2, 0]),
        k=torch.tensor([5.0, 6.0]),
    )
    found = {key: value for key, value in sources(traced).items() if value}
    assert found == {
        "out[0][2]": "rows[0] cols[0] k[0]",
        "out[1][0]": "rows[1] cols[1] k[1]",
    }


def test_integers_that_come_out_as_they_are_are_no_index() -> None:
    traced = run(
        "torch.zeros(3, 5, dtype=torch.long).scatter_(0, index, src)",
        index=torch.tensor([[0, 1, 2, 0]]),
        src=SRC,
    )
    assert [operand.is_index for operand in traced.inputs] == [True, False]
    assert write_rules(traced)[6] == "out[1][1] = src[0][1] = 2, where index[0][1] = 1"


def test_modules_in_a_list_are_left_as_they_were() -> None:
    layers = [nn.BatchNorm1d(3)]
    run("layers[0](f)", layers=layers, f=T.float())
    assert torch.equal(layers[0].running_mean, torch.zeros(3))


def test_tensors_in_a_list_are_inputs() -> None:
    few = [torch.tensor([1]), torch.tensor([2])]
    assert sources(run("torch.cat(few)", few=few)) == {
        "out[0]": "few[0][0]",
        "out[1]": "few[1][0]",
    }
    traced = run("few[-1] + few[i]", few=few, i=0)
    assert sources(traced) == {"out[0]": "few[-1][0] few[i][0]"}
    assert few[1].tolist() == [2]


def test_rows_of_a_weight_are_looked_up() -> None:
    layer, ids = nn.Embedding(3, 2), torch.tensor([2, 0])
    traced = run("layer.weight[ids]", layer=layer, ids=ids)
    assert [operand.name for operand in traced.inputs] == ["layer.weight", "ids"]
    assert sources(traced)["out[1][1]"] == "layer.weight[0][1] ids[1]"


def test_a_name_that_the_expression_binds_is_not_the_notes() -> None:
    traced = run("(lambda t: t * 2)(f)", t=T, f=torch.tensor([1.0]))
    assert [operand.name for operand in traced.inputs] == ["f"]


def test_the_memory_of_a_tensor_is_kept_in_its_order() -> None:
    turned = T.t()
    with pytest.raises(CannotTrace, match="raises RuntimeError: view size"):
        run("turned.view(6)", turned=turned)
    assert sources(run("turned[0]", turned=turned))["out[1]"] == "turned[0][1]"


def test_a_large_integer_takes_no_memory() -> None:
    traced = run("i + 1", i=torch.tensor([2**31 - 2, 1]))
    assert sources(traced) == {"out[0]": "i[0]", "out[1]": "i[1]"}


def test_a_kernel_meets_the_input_back_to_front() -> None:
    traced = run("F.conv_transpose2d(x[None], w[None, None])[0]", x=X, w=W)
    assert write_rules(traced)[4] == "out[1][1] = 1·1000 + 2·100 + 3·10 + 4·1 = 1234"


def test_a_long_rule_is_cut_short() -> None:
    assert write_rules(run("t.sum()", t=torch.ones(9)))[0] == (
        "out = 1 + 1 + 1 + 1 + 1 + 1 + … = 9"
    )
