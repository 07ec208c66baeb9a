using System.Runtime.CompilerServices;
using Bpf;

namespace RightPrograms;

// Lookups whose Boolean result is ignored and whose reference is checked instead.
[BpfObject(License = "GPL")]
public static unsafe class References
{
    public struct Item { public int Count; public uint Limit; public byte Small; }
    public struct Event { public int Pid; public ulong Size; }

    [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Item> Map = new();
    [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, ulong> Numbers = new();
    [BpfMap(ByteSize = 65536)] static readonly BpfRingBuffer<Event> Events = new();

    [Uprobe("libc:malloc")]
    public static int Patterns(UprobeContext context, int size)
    {
        Map.TryGetRef(1, out var item);
        if (item is { IsNull: false })
            item.Value.Count++;
        Numbers.TryGetRef(2, out var number);
        if (number is not { IsNull: true } && size > 3)
            number.Value++;
        _ = Numbers.TryGetRef(3, out var third);
        if (third is { IsNull: false, Value: > 5 })
            third.Value++;
        Numbers.TryGetRef(4, out var fourth);
        switch (fourth) { case { IsNull: true }: return 0; default: fourth.Value++; break; }
        Numbers.TryGetRef(5, out var fifth);
        if (Exists(fifth)) fifth.Value++;
        Numbers.TryGetRef(6, out var sixth);
        BpfRef<ulong> alias = sixth;
        if (!alias.IsNull) alias.Value++;
        return 0;
    }

    static bool Exists(BpfRef<ulong> reference) => !reference.IsNull;

    [Uprobe("libc:malloc")]
    public static int NullReference(UprobeContext context, nuint size)
    {
        Numbers.TryGetRef(1, out var number);
        if (!Unsafe.IsNullRef(ref number.Value))
            number.Value += size;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int Negated(UprobeContext context, nuint size)
    {
        if (!Numbers.TryGetRef(1, out var number) || size == 0)
            return 0;
        number.Value += size;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int Record(UprobeContext context, nuint size)
    {
        Events.TryReserve(out var e);
        if (e is { IsNull: true })
            return 0;
        e.Value = new Event { Pid = BpfHelpers.CurrentProcessId, Size = size };
        Events.Submit(e);
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int RecordFilledByAMethod(UprobeContext context, nuint size)
    {
        if (!Events.TryReserve(out var e))
            return 0;
        Fill(ref e.Value, size);
        if (e.Value.Size > 100)
            Events.Submit(e);
        else
            Events.Discard(e);
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int RecordSubmittedByAMethod(UprobeContext context, nuint size)
    {
        if (Events.TryReserve(out var e))
            Finish(e, size);
        return 0;
    }

    static void Fill(ref Event e, nuint size)
    {
        e = default;
        e.Size = size;
    }

    static void Finish(BpfRef<Event> e, nuint size)
    {
        e.Value = new Event { Size = size };
        Events.Submit(e);
    }
}
