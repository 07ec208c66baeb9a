// mistake: none: nullable values and patterns
using Bpf;

[BpfObject(License = "GPL")]
public static class Patterns
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, int> Limits = new();

    static int? LimitOf(int descriptor) => Limits.TryGetValue(descriptor, out int limit) ? limit : null;

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, int length)
        => LimitOf(descriptor) is { } limit && length is > 0 and < 65536 && length > limit ? 1 : 0;
}
