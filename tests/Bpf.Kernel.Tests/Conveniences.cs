using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Histograms, text, records of variable length, contexts of several kinds, and maps that the host reads and writes in batches.</summary>
[BpfObject(License = "GPL")]
public static class Conveniences
{
    public struct Note
    {
        public int Length;
        public Text64 Text;
    }

    public struct Sum
    {
        public int Left;
        public int Right;
        public long Total;
    }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<int> Bytes = new();

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<int> Notes = new();

    [BpfMap]
    static readonly BpfPerfEventArray<int> Events = new();

    [BpfMap(MaxEntries = 4)]
    static readonly BpfHashMap<int, Log2Histogram> SizesByGroup = new();

    [BpfMap(MaxEntries = 1)]
    static readonly BpfPerCpuArray<Log2Histogram> Sizes = new();

    [BpfMap(MaxEntries = 2)]
    static readonly BpfProgramArray Next = new();

    [BpfMap(MaxEntries = 5000)]
    static readonly BpfHashMap<int, long> Hash = new();

    [BpfMap(MaxEntries = 5000)]
    static readonly BpfLruHashMap<int, long> Lru = new();

    [BpfMap(MaxEntries = 5000, Flags = MapFlags.NoPreallocation)]
    static readonly BpfLpmTrie<ulong, long> Trie = new();

    [BpfMap(MaxEntries = 5000)]
    static readonly BpfPerCpuHashMap<int, int> PerCpu = new();

    [BpfMap(MaxEntries = 300)]
    static readonly BpfPerCpuArray<int> Cells = new();

    static readonly Log2Histogram Empty;

    static Log2Histogram s_sizes;
    static LinearHistogram s_lengths = new(first: 100, width: 10);
    static Text16 s_name;
    static Note s_note;

    // The packet: a number, which is counted.
    [SocketFilter]
    public static int Count(SocketFilterContext context)
    {
        if (!context.TryRead(0, out ulong value))
        {
            return 0;
        }

        s_sizes.Add(value);
        s_lengths.Add(value);
        if (Sizes.TryGetRef(0, out BpfRef<Log2Histogram> perCpu))
        {
            perCpu.Value.Add(value);
        }

        if (!SizesByGroup.TryGetRef(7, out BpfRef<Log2Histogram> sizes))
        {
            SizesByGroup.Update(7, in Empty);
            if (!SizesByGroup.TryGetRef(7, out sizes))
            {
                return 0;
            }
        }

        sizes.Value.Add(value, 3);
        return 1;
    }

    // The packet: how many bytes of the text to send.
    [SocketFilter]
    public static int Send(SocketFilterContext context)
    {
        if (!context.TryRead(0, out uint count))
        {
            return 0;
        }

        s_note.Length = (int)count;
        for (int i = 0; i < 64; i++)
        {
            s_note.Text[i] = (byte)('a' + (i % 26));
        }

        Notes.Output(in s_note, 4 + count);
        Bytes.Output(s_note.Text[..12]);
        return 1;
    }

    [TrafficControl]
    public static TrafficControlAction SendEvent(TrafficControlContext context)
    {
        s_note.Length = 5;
        return Events.Output(context, in s_note, 9) == 0 ? TrafficControlAction.Pass : TrafficControlAction.Drop;
    }

    [TrafficControl]
    public static TrafficControlAction Jump(TrafficControlContext context)
    {
        Next.TailCall(context, 1);
        return TrafficControlAction.Drop;
    }

    [TrafficControl]
    public static TrafficControlAction Land(TrafficControlContext context) => TrafficControlAction.Pass;

    [SyscallProgram]
    public static int Add(ref Sum sum)
    {
        sum.Total = sum.Left + sum.Right;
        BpfHelpers.GetCurrentCommand(s_name[..]);
        return 3;
    }
}
