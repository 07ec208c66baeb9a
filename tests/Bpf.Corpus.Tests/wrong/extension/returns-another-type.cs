// mistake: a function that is replaced returns an integer
using Bpf;

[BpfObject(License = "GPL")]
public static class Replace
{
    public struct Pair { public long First, Second; }

    [Freplace("Check")]
    public static Pair OnCheck(int value) => default; //!!
}
