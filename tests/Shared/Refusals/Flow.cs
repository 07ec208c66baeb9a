using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Loops, results, locks, calls, and the stack.

[BpfObject(License = "GPL")]
public static unsafe class EndlessLoop
{
    static ulong s_state;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, ulong size)
    {
#if REMEDY
        for (int i = 0; i < 100 && Volatile.Read(ref s_state) != size; i++)
#else
        while (Volatile.Read(ref s_state) != size) //!! Loop
#endif
        {
        }

        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class ResultOutOfRange
{
    [CgroupSkbIngress]
    public static int OnPacket(CgroupSkbContext context)
    {
        uint length = context.Length;
#if REMEDY
        return length > 100 ? 1 : 0;
#else
        return (int)(length & 7); //!! Result
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LockNotReleased
{
    public struct Value { public BpfSpinLock Lock; public int Count; }
    [BpfMap(MaxEntries = 4)] static readonly BpfArray<Value> Values = new();

    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!Values.TryGetRef(0, out BpfRef<Value> value))
            return TrafficControlAction.Pass;
#if REMEDY
        using (value.Value.Lock.EnterScope())
            value.Value.Count++;
        return TrafficControlAction.Pass;
#else
        BpfHelpers.SpinLock(Unsafe.AsPointer(ref value.Value.Lock)); //!! Lock
        value.Value.Count++;
        return TrafficControlAction.Pass;
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class CallWhileLocked
{
    public struct Value { public BpfSpinLock Lock; public uint Count; }
    [BpfMap(MaxEntries = 4)] static readonly BpfArray<Value> Values = new();

    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!Values.TryGetRef(0, out BpfRef<Value> value))
            return TrafficControlAction.Pass;
#if REMEDY
        uint random = BpfHelpers.GetPrandomU32();
        using (value.Value.Lock.EnterScope())
            value.Value.Count = random;
#else
        using (value.Value.Lock.EnterScope())
            value.Value.Count = BpfHelpers.GetPrandomU32(); //!! Lock
#endif
        return TrafficControlAction.Pass;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LockTakenTwice
{
    public struct Value { public BpfSpinLock Lock; public int Count; }
    [BpfMap(MaxEntries = 4)] static readonly BpfArray<Value> Values = new();

    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!Values.TryGetRef(0, out BpfRef<Value> first) || !Values.TryGetRef(1, out BpfRef<Value> second))
            return TrafficControlAction.Pass;
#if REMEDY
        int count;
        using (first.Value.Lock.EnterScope())
            count = first.Value.Count;
        using (second.Value.Lock.EnterScope())
            second.Value.Count = count;
#else
        using (first.Value.Lock.EnterScope())
        {
            using (second.Value.Lock.EnterScope()) //!! Lock
                second.Value.Count = first.Value.Count;
        }
#endif
        return TrafficControlAction.Pass;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LockCopied
{
    public struct Value { public BpfSpinLock Lock; public int Count; }
    [BpfMap(MaxEntries = 4)] static readonly BpfArray<Value> Values = new();
    static int s_count;

    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!Values.TryGetRef(0, out BpfRef<Value> value))
            return TrafficControlAction.Pass;
#if REMEDY
        s_count = value.Value.Count;
#else
        s_count = Unsafe.As<Value, int>(ref value.Value); //!! Lock
#endif
        return TrafficControlAction.Pass;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class NumberAsBuffer
{
    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, ulong text)
    {
#if REMEDY
        byte* buffer = stackalloc byte[16];
        BpfHelpers.GetCurrentComm(buffer, 16);
        return buffer[0];
#else
        return (int)BpfHelpers.GetCurrentComm((void*)text, 16); //!! Argument
#endif
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LockAndIndex
{
    [System.Runtime.CompilerServices.InlineArray(8)] public struct Eight { ulong _first; }
    public struct Guarded { public BpfSpinLock Lock; public Eight Counts; }

    [BpfMap(MaxEntries = 1)] static readonly BpfArray<Guarded> Values = new();

    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext packet)
    {
        if (!Values.TryGetRef(0, out BpfRef<Guarded> value))
            return TrafficControlAction.Pass;
        int index = (int)packet.Length;
#if REMEDY
        if ((uint)index >= 8)
            return TrafficControlAction.Pass;
#endif
        using (value.Value.Lock.EnterScope()) //!! Lock
        {
            value.Value.Counts[index]++;
        }

        return TrafficControlAction.Pass;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class MethodWhileLocked
{
    public struct Guarded { public BpfSpinLock Lock; public ulong Time; }

    [BpfMap(MaxEntries = 1)] static readonly BpfArray<Guarded> Values = new();

    private static ulong Now() => BpfHelpers.KtimeGetNs(); //!! Lock

    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext packet)
    {
        if (!Values.TryGetRef(0, out BpfRef<Guarded> value))
            return TrafficControlAction.Pass;
#if REMEDY
        ulong now = Now();
        using (value.Value.Lock.EnterScope())
            value.Value.Time = now;
#else
        using (value.Value.Lock.EnterScope())
            value.Value.Time = Now();
#endif
        return TrafficControlAction.Pass;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class LockInLocal
{
#if REMEDY
    public struct Guarded { public BpfSpinLock Lock; public ulong Count; }

    [BpfMap(MaxEntries = 1)] static readonly BpfArray<Guarded> Values = new();
#endif

    [TrafficControl]
    public static TrafficControlAction OnPacket(TrafficControlContext packet)
    {
#if REMEDY
        if (!Values.TryGetRef(0, out BpfRef<Guarded> value))
            return TrafficControlAction.Pass;
        using (value.Value.Lock.EnterScope())
#else
        BpfSpinLock local = default;
        using (local.EnterScope()) //!! Argument
#endif
        {
        }

        return TrafficControlAction.Pass;
    }
}
