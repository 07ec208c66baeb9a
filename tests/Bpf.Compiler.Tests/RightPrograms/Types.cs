using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf;

namespace RightPrograms;

// Interfaces, equality, generics and layouts without heap objects.
[BpfObject(License = "GPL")]
public static unsafe class Types
{
    [Flags]
    public enum Mode : uint
    {
        None = 0,
        Read = 1,
        Write = 2,
    }

    public interface IHasArea
    {
        long Area { get; }
    }

    public readonly record struct Pair(int A, int B);

    public readonly struct Square(int side) : IHasArea, IEquatable<Square>
    {
        public readonly int Side = side;

        public long Area => (long)Side * Side;

        public bool Equals(Square other) => Side == other.Side;

        public override bool Equals(object? other) => other is Square square && Equals(square);

        public override int GetHashCode() => Side;

        public static bool operator ==(Square left, Square right) => left.Equals(right);

        public static bool operator !=(Square left, Square right) => !(left == right);
    }

    [StructLayout(LayoutKind.Explicit)]
    public struct Key
    {
        [FieldOffset(0)] public ulong Whole;
        [FieldOffset(0)] public uint Low;
        [FieldOffset(4)] public uint High;
    }

    public struct Padded
    {
        public byte A;
        public long B;
    }

    [InlineArray(16)]
    public struct Comm
    {
        private byte _first;
    }

    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<Key, Padded> Map = new();
    [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<Comm, long> Names = new();
    [BpfMap(MaxEntries = 4)] static readonly BpfPerCpuArray<Pair> Pairs = new();

    static Mode s_mode = Mode.Read | Mode.Write;
    static Pair s_pair = new(1, 2);
    static long? s_last;

    [Uprobe("libc:malloc")]
    public static int Generic(UprobeContext context, int size)
    {
        long area = AreaOf(new Square(size)) + AreaOf(new Square(3));
        return new Square(size) == new Square(4) ? (int)area : 0;
    }

    [Uprobe("libc:malloc")]
    public static int Flags(UprobeContext context, Mode mode) => mode.HasFlag(Mode.Write) && s_mode.HasFlag(Mode.Read) ? 1 : 0;

    [Uprobe("libc:malloc")]
    public static int Records(UprobeContext context, int size)
    {
        Pair pair = s_pair with { B = size };
        var (a, b) = pair;
        s_pair = (a, b) == (1, 2) ? pair : default;
        s_last = s_last is { } last ? last + size : null;
        return s_last.GetValueOrDefault() > 5 ? 1 : 0;
    }

    [Uprobe("libc:malloc")]
    public static int Keys(UprobeContext context, uint size)
    {
        Key key = default;
        key.Low = size;
        key.High = 7;
        Map.Update(key, new Padded { A = 1, B = size });
        Comm name = default;
        BpfHelpers.GetCurrentComm(Unsafe.AsPointer(ref name), 16);
        Names.Update(name, size);
        if (Pairs.TryGetRef(1, out var pair))
            pair.Value = new Pair(1, (int)size);
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int LocalFunctions(UprobeContext context, int size)
    {
        int total = 0;
        Add(size);
        Add(2);
        return total + Twice(size);

        void Add(int value) => total += value;
        static int Twice(int value) => value * 2;
    }

    [Uprobe("libc:malloc")]
    public static int Callback(UprobeContext context, uint size)
    {
        long sum = 0;
        BpfHelpers.Loop(10, static (index, ref total) =>
        {
            total += index;
            return index > 7 ? BpfLoopResult.Break : BpfLoopResult.Continue;
        }, ref sum);
        return (int)sum;
    }

    static long AreaOf<T>(T shape)
        where T : struct, IHasArea
        => shape.Area;
}
