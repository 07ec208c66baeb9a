using System.Runtime.CompilerServices;

// Memory of another kind than the program takes it for.

[BpfObject(License = "GPL")]
public static unsafe class UserMemoryFollowed
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, byte* text)
    {
#if REMEDY
        if (!BpfHelpers.TryReadUser(text, out byte first))
            return 0;
        return first;
#else
        return text[0]; //!! Memory
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class UserStructFollowed
{
    public struct Point { public int X; public int Y; }

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, Point* point)
    {
#if REMEDY
        return BpfHelpers.TryReadUser(point, out Point copy) ? copy.Y : 0;
#else
        return point->Y; //!! Memory
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class NumberAsAddress
{
    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, ulong size)
    {
#if REMEDY
        return BpfHelpers.TryReadUser(size, out int value) ? value : 0;
#else
        return *(int*)size; //!! Memory
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class KernelMemoryFollowed
{
    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, ulong size)
    {
        byte* task = (byte*)BpfHelpers.GetCurrentTask();
#if REMEDY
        return BpfHelpers.TryReadKernel(task + 16, out byte value) ? value : 0;
#else
        return task[16]; //!! Memory
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class SecondStepFollowed
{
    public struct Node { public Node* Next; public long Value; }

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, Node* node)
    {
        if (!BpfHelpers.TryReadUser(node, out Node first))
            return 0;
#if REMEDY
        if (!BpfHelpers.TryReadUser(first.Next, out Node second))
            return 0;
        return (int)second.Value;
#else
        return (int)first.Next->Value; //!! Memory
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class AddressFromMap
{
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Buffers = new();

    [Uretprobe("libc:read")]
    public static int OnReturn(UretprobeContext context)
    {
        if (!Buffers.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<ulong> buffer))
            return 0;
        byte* text = (byte*)buffer.Value;
#if REMEDY
        return BpfHelpers.TryReadUser(text, out byte first) ? first : 0;
#else
        return text[0]; //!! Memory
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class PointerMasked
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
        first[level & 7] = 1;
#else
        first = (ulong*)((ulong)(first + (level & 7)) & ~15UL); //!! Arithmetic
        *first = 1;
#endif
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ContextWritten
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
#if REMEDY
        return (int)((ulong*)context.Pointer)[14];
#else
        ((ulong*)context.Pointer)[14] = 1; //!! Context
        return 0;
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ContextByVariable
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
#if REMEDY
        ulong* registers = (ulong*)context.Pointer;
        ulong first = BpfHelpers.Barrier(registers[1]);
        ulong second = BpfHelpers.Barrier(registers[2]);
        return (int)(level == 1 ? first : second);
#else
        return (int)((ulong*)context.Pointer)[level & 7]; //!! Context
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ContextBehindTheEnd
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint level)
    {
#if REMEDY
        return (int)((ulong*)context.Pointer)[14];
#else
        return (int)((ulong*)context.Pointer)[40]; //!! Context
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class MarkOfAFilterWritten
{
    [SocketFilter]
    public static int OnPacket(SocketFilterContext context)
    {
#if REMEDY
        ((uint*)context.Pointer)[12] = 1; // cb
#else
        ((uint*)context.Pointer)[0] = 1; //!! Context
#endif
        return 1;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class AddressInField
{
#if REMEDY
    static int s_value;
#else
    static int* s_pointer;
#endif

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int file)
    {
#if REMEDY
        s_value = file;
        return s_value;
#else
        int local = file;
        if (file > 5)
            s_pointer = &local;
        return s_pointer == null ? 0 : *s_pointer; //!! Memory
#endif
    }
}
