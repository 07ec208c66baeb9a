// mistake: a program that selects sockets returns nothing
using Bpf;

[BpfObject(License = "GPL")]
public static class Select
{
    static ulong s_lookups;

    [SkLookup]
    public static void OnLookup(SkLookupContext context) => s_lookups++; //!!
}
