// mistake: none: enums and tuples without padding as keys, bool and char in values
using Bpf;

[BpfObject(License = "GPL")]
public static class Types
{
    public enum Kind { Read, Write }
    public struct State { public bool Open; public char Letter; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<(Kind Kind, int Descriptor), State> States = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
        => States.TryGetRef((Kind.Read, descriptor), out BpfRef<State> state) && state.Value.Open ? state.Value.Letter : 0;
}
