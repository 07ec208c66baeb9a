using System.Runtime.InteropServices;

// Values of maps that may be missing, and records that may not be reserved.

[BpfObject(License = "GPL")]
public static unsafe class LookupUnchecked
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
#if REMEDY
        if (Sizes.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> total))
            total.Value += size;
#else
        Sizes.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> total);
        total.Value += size; //!! Null
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LookupCheckedUpsideDown
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        bool found = Sizes.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> total);
#if REMEDY
        if (!found)
            return 0;
#else
        if (found)
            return 0;
#endif
        total.Value += size; //!! Null
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class OtherLookupChecked
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Counts = new();
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        int process = BpfHelpers.CurrentProcessId;
        bool hasCount = Counts.TryGetRef(process, out BpfRef<ulong> count);
        bool hasSize = Sizes.TryGetRef(process, out BpfRef<ulong> total);
#if REMEDY
        if (hasCount && hasSize)
#else
        if (hasCount)
#endif
        {
            count.Value++;
            total.Value += size; //!! Null
        }

        return hasSize ? 1 : 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class EitherLookupChecked
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Counts = new();
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        int process = BpfHelpers.CurrentProcessId;
        bool hasCount = Counts.TryGetRef(process, out BpfRef<ulong> count);
#if REMEDY
        if (hasCount & Sizes.TryGetRef(process, out BpfRef<ulong> total))
#else
        if (hasCount | Sizes.TryGetRef(process, out BpfRef<ulong> total)) //!! Null
#endif
            count.Value += size;
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class UpdatedAfterLookup
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        int process = BpfHelpers.CurrentProcessId;
        if (!Sizes.TryGetRef(process, out BpfRef<ulong> total))
        {
            Sizes.Update(process, 0UL);
#if REMEDY
            if (!Sizes.TryGetRef(process, out total))
                return 0;
#endif
        }

        total.Value += size; //!! Null
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LookupInMethod
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    static BpfRef<ulong> Find(int process)
    {
        Sizes.TryGetRef(process, out BpfRef<ulong> total);
        return total;
    }

    static bool TryFind(int process, out BpfRef<ulong> total) => Sizes.TryGetRef(process, out total);

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
#if REMEDY
        if (!TryFind(BpfHelpers.CurrentProcessId, out BpfRef<ulong> total))
            return 0;
#else
        BpfRef<ulong> total = Find(BpfHelpers.CurrentProcessId);
#endif
        total.Value += size; //!! Null
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ArrayElementUnchecked
{
    [BpfMap(MaxEntries = 16)] static readonly BpfArray<ulong> Levels = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
#if REMEDY
        if (Levels.TryGetRef(level, out BpfRef<ulong> count))
            count.Value++;
#else
        Levels.TryGetRef(level, out BpfRef<ulong> count);
        count.Value++; //!! Null
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordUnchecked
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
#if REMEDY
        if (!Records.TryReserve(out BpfRef<Record> record))
            return 0;
#else
        Records.TryReserve(out BpfRef<Record> record);
#endif
        record.Value.Size = size; //!! Null
        Records.Submit(record);
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordSubmittedUnchecked
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (Records.TryReserve(out BpfRef<Record> record))
        {
            record.Value.Size = size;
#if REMEDY
            Records.Submit(record);
#endif
        }

#if !REMEDY
        Records.Submit(record); //!! Null
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordLost
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (!Records.TryReserve(out BpfRef<Record> record)) //!! Reference
            return 0;
        record.Value.Size = size;
#if REMEDY
        Records.Submit(record);
#endif
        return 1;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordLostOnOnePath
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();
    static ulong s_skipped;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (!Records.TryReserve(out BpfRef<Record> record)) //!! Reference
            return 0;
        if (size > 4096)
        {
            s_skipped++;
#if REMEDY
            Records.Discard(record);
#endif
            return 1;
        }

        record.Value.Size = size;
        Records.Submit(record);
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordSubmittedTwice
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (!Records.TryReserve(out BpfRef<Record> record))
            return 0;
        record.Value.Size = size;
#if REMEDY
        if (size == 0)
            Records.Discard(record);
        else
            Records.Submit(record);
#else
        if (size == 0)
            Records.Discard(record);
        Records.Submit(record); //!! Reference
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordUsedAfterSubmit
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (!Records.TryReserve(out BpfRef<Record> record))
            return 0;
#if REMEDY
        record.Value.Size = size;
        Records.Submit(record);
#else
        Records.Submit(record);
        record.Value.Size = size; //!! Reference
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordReadAfterDiscard
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();
    static ulong s_last;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (!Records.TryReserve(out BpfRef<Record> record))
            return 0;
        record.Value.Size = size;
#if REMEDY
        s_last = record.Value.Size;
        Records.Discard(record);
#else
        Records.Discard(record);
        s_last = record.Value.Size; //!! Reference
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class SecondRecordLost
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (!Records.TryReserve(out BpfRef<Record> first)) //!! Reference
            return 0;
        if (!Records.TryReserve(out BpfRef<Record> second))
        {
#if REMEDY
            Records.Discard(first);
#endif
            return 1;
        }

        first.Value.Size = size;
        second.Value.Size = size + 1;
        Records.Submit(first);
        Records.Submit(second);
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class OtherArmUnchecked
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        return Sizes.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> total) switch
        {
            true when size > 5 => 5,
#if REMEDY
            true => (int)total.Value + 1,
            _ => 0,
#else
            _ => (int)total.Value + 1, //!! Null
#endif
        };
    }
}

[BpfObject(License = "GPL")]
public static unsafe class NegatedTogether
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Sizes = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
#if REMEDY
        if (Sizes.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> total) && size <= 5)
            return (int)total.Value;
#else
        if (!(Sizes.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> total) && size > 5))
            return (int)total.Value; //!! Null
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordAndIndex
{
    [System.Runtime.CompilerServices.InlineArray(8)] public struct Eight { byte _first; }
    public struct Event { public int Number; public Eight Bytes; }

    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Event> Ring = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, int size)
    {
#if REMEDY
        if ((uint)size >= 8)
            return 0;
#endif
        if (!Ring.TryReserve(out BpfRef<Event> record)) //!! Reference
            return 0;
        record.Value = default;
        record.Value.Bytes[size] = 1;
        Ring.Submit(record);
        return 1;
    }
}
