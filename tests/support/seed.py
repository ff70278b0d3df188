"""What the notes showed when they were notes on a blog: each must be on its page."""


def matrix(*rows: str) -> str:
    """Return the print of a tensor from its rows, each as ``"1, 2"``."""
    between = "],\n        ["
    return f"tensor([[{between.join(rows)}]])\n"


COUNTING = matrix(" 1,  2,  3,  4", " 5,  6,  7,  8", " 9, 10, 11, 12")

OUTPUTS = {
    "indexing/scatter": [
        matrix(" 1,  2,  3,  4,  5", " 6,  7,  8,  9, 10"),
        matrix("1, 0, 0, 4, 0", "0, 2, 0, 0, 0", "0, 0, 3, 0, 0"),
        # The picture of this one was lost.
        matrix("0, 2, 3, 1, 4", "0, 0, 0, 0, 0", "0, 0, 0, 0, 0"),
    ],
    "arithmetic/sum": [
        COUNTING,
        matrix("107, 140, 179, 224"),
        matrix(" 30", "174", "446"),
        "tensor([107, 140, 179, 224])\n",
        "tensor([ 30, 174, 446])\n",
    ],
    "tensors/arange_view": [COUNTING],
    "tensors/data_types": ["torch.float16", "torch.float32", "torch.float64"],
    "python/next_iter": ["StopIteration"],
    "python/argv": [
        "['temp.py', 'a', 'b', 'c', 'd']",
        "sys.argv[0] == 'temp.py'",
        "sys.argv[1] == 'a'",
        "sys.argv[2] == 'b'",
        "sys.argv[3] == 'c'",
        "sys.argv[4] == 'd'",
    ],
    "modules/pixel_shuffle": ["torch.Size([1, 1, 12, 12])\n"],
    "arithmetic/einsum": ["torch.Size([3, 5])\n"],
    "indexing/one_hot": [
        "tensor([0, 1, 2, 0, 1])\n",
        matrix("1, 0, 0", "0, 1, 0", "0, 0, 1", "1, 0, 0", "0, 1, 0"),
        matrix(
            "1, 0, 0, 0, 0",
            "0, 1, 0, 0, 0",
            "0, 0, 1, 0, 0",
            "1, 0, 0, 0, 0",
            "0, 1, 0, 0, 0",
        ),
    ],
}
