using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Indexes and sizes without a limit, or with the wrong one.

[BpfObject(License = "GPL")]
public static unsafe class PointerIndexUnchecked
{
    [InlineArray(8)] public struct Levels { ulong _first; }
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, Levels> Map = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
        if (!Map.TryGetRef(1, out BpfRef<Levels> levels))
            return 0;
        ulong* first = (ulong*)Unsafe.AsPointer(ref levels.Value);
#if REMEDY
        if (level < 8)
            first[level]++;
#else
        first[level]++; //!! Bounds
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PointerIndexOffByOne
{
    [InlineArray(8)] public struct Levels { ulong _first; }
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, Levels> Map = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
        if (!Map.TryGetRef(1, out BpfRef<Levels> levels))
            return 0;
        ulong* first = (ulong*)Unsafe.AsPointer(ref levels.Value);
#if REMEDY
        if (level >= 8)
#else
        if (level > 8)
#endif
            return 0;
        first[level]++; //!! Bounds
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PointerIndexNegative
{
    [InlineArray(8)] public struct Levels { ulong _first; }
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, Levels> Map = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int level)
    {
        if (!Map.TryGetRef(1, out BpfRef<Levels> levels))
            return 0;
        ulong* first = (ulong*)Unsafe.AsPointer(ref levels.Value);
#if REMEDY
        if (level < 0 || level >= 8)
#else
        if (level >= 8)
#endif
            return 0;
        first[level]++; //!! Bounds
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PointerMaskTooWide
{
    [InlineArray(8)] public struct Levels { ulong _first; }
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, Levels> Map = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
        if (!Map.TryGetRef(1, out BpfRef<Levels> levels))
            return 0;
        ulong* first = (ulong*)Unsafe.AsPointer(ref levels.Value);
#if REMEDY
        first[level & 7]++;
#else
        first[level & 15]++; //!! Bounds
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class BufferPointerIndex
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint index)
    {
        byte* buffer = stackalloc byte[16];
        for (int i = 0; i < 16; i++)
            buffer[i] = 0;
#if REMEDY
        if (index < 16)
            buffer[index] = 1;
#else
        buffer[index] = 1; //!! Bounds
#endif
        return buffer[3];
    }
}

[BpfObject(License = "GPL")]
public static unsafe class SizeFromArgument
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, byte* text, uint length)
    {
        byte* buffer = stackalloc byte[32];
#if REMEDY
        if (length == 0 || length > 32)
            return 0;
        BpfHelpers.ProbeReadUser(buffer, length, text);
#else
        BpfHelpers.ProbeReadUser(buffer, length, text); //!! Argument
#endif
        return buffer[0];
    }
}

[BpfObject(License = "GPL")]
public static unsafe class SizeMayBeNegative
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, byte* text, int length)
    {
        byte* buffer = stackalloc byte[32];
#if REMEDY
        if (length < 0 || length > 32)
            return 0;
#else
        if (length > 32)
            return 0;
#endif
        BpfHelpers.ProbeReadUser(buffer, (uint)length, text); //!! Argument
        return buffer[0];
    }
}

[BpfObject(License = "GPL")]
public static unsafe class SizeLargerThanBuffer
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, byte* text, uint length)
    {
        byte* buffer = stackalloc byte[32];
#if REMEDY
        if (length > 32)
            return 0;
#else
        if (length > 64)
            return 0;
#endif
        BpfHelpers.ProbeReadUser(buffer, length, text); //!! Bounds
        return buffer[0];
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ConstantSizeLargerThanBuffer
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, byte* text)
    {
        byte* buffer = stackalloc byte[16];
#if REMEDY
        BpfHelpers.ProbeReadUser(buffer, 16, text);
#else
        BpfHelpers.ProbeReadUser(buffer, 24, text); //!! Bounds
#endif
        return buffer[0];
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RecordOverrun
{
    public struct Record { public int Process; public int Thread; public ulong Size; }
    [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Records = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (!Records.TryReserve(out BpfRef<Record> record))
            return 0;
        ulong* words = (ulong*)Unsafe.AsPointer(ref record.Value);
#if REMEDY
        words[1] = size;
#else
        words[2] = size; //!! Bounds
#endif
        Records.Submit(record);
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ValueBeforeItsBeginning
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Map = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
        if (!Map.TryGetRef(1, out BpfRef<ulong> value))
            return 0;
        ulong* first = (ulong*)Unsafe.AsPointer(ref value.Value);
#if REMEDY
        first[0]++;
#else
        first[-1]++; //!! Bounds
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class UnsafeAddUnchecked
{
    [InlineArray(8)] public struct Levels { ulong _first; }
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, Levels> Map = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
        if (!Map.TryGetRef(1, out BpfRef<Levels> levels))
            return 0;
        ref ulong first = ref Unsafe.As<Levels, ulong>(ref levels.Value);
#if REMEDY
        if (level < 8)
            Unsafe.Add(ref first, level)++;
#else
        Unsafe.Add(ref first, level)++; //!! Bounds
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class MisalignedAtomic
{
#if REMEDY
    public struct Stats { public ulong Count; public byte Kind; public byte Other; public ushort Rest; public uint More; }
#else
    [StructLayout(LayoutKind.Sequential, Pack = 1)] public struct Stats { public byte Kind; public ulong Count; public byte Other; public ushort Rest; public uint More; }
#endif
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, Stats> Map = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, int size)
    {
        if (Map.TryGetRef(1, out BpfRef<Stats> stats))
            Interlocked.Increment(ref stats.Value.Count); //!! Alignment
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LengthWithUpperLimitOnly
{
    [InlineArray(64)] public struct Bytes { byte _first; }

    static Bytes s_bytes;

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, nuint text, int length)
    {
#if REMEDY
        if ((uint)length > 64)
#else
        if (length > 64)
#endif
            length = 64;
        return (int)BpfHelpers.ProbeReadUser(Unsafe.AsPointer(ref s_bytes), (uint)length, (void*)text); //!! Argument
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LengthBeyondBuffer
{
    [InlineArray(64)] public struct Bytes { byte _first; }

    static Bytes s_bytes;

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, nuint text, uint length)
    {
#if REMEDY
        length = Math.Min(length, 64);
#else
        length &= 127;
#endif
        return (int)BpfHelpers.ProbeReadUser(Unsafe.AsPointer(ref s_bytes), length, (void*)text); //!! Bounds
    }
}

[BpfObject(License = "GPL")]
public static unsafe class KeyTooSmall
{
    [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<long, long> Counts = new();

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int file)
    {
#if REMEDY
        long key = file;
#else
        int key = file;
#endif
        long value = 3;
        return (int)BpfHelpers.MapUpdateElem(Counts, &key, &value, 0); //!! Bounds
    }
}

[BpfObject(License = "GPL")]
public static unsafe class OffsetFromPacket
{
    [Xdp]
    public static XdpAction OnPacket(XdpContext packet)
    {
        byte* data = packet.Data;
        byte* end = packet.DataEnd;
        if (data + 14 > end)
            return XdpAction.Pass;
        int offset = data[12] << 24 | data[13] << 16 | data[1];
#if REMEDY
        offset &= 0xfff;
#endif
        byte* there = data + offset; //!! Bounds
        if (there + 4 > end)
            return XdpAction.Pass;
        return there[3] == 1 ? XdpAction.Drop : XdpAction.Pass;
    }
}
