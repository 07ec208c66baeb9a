using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf.Symbols.Guest;

internal interface IShape
{
    double Area();
}

/// <summary>Generic code, arrays, pointers and references, static constructors and calls from native code.</summary>
internal static unsafe partial class Shapes
{
    private static readonly IShape[] s_shapes = [new Circle(), new Square()];

    public static int Run()
    {
        Box<int> numbers = new() { Value = 5 };
        Box<string> texts = new() { Value = "text" };
        int sum = numbers.Hash() + texts.Hash() + numbers.Pair("x") + texts.Pair(2L) + texts.Pair(DateTime.UnixEpoch);
        sum += new Box<string>.Nested<DateTime>().Count(3) + new Box<int[]>.Nested<Guid[,]>().Count(4);
        sum += Identity<int*[], string>.Of(7) + First(new int[2, 3], [1, 2], &sum, ref sum) + Call(&Increment, 1);
        foreach (IShape shape in s_shapes)
        {
            sum += (int)shape.Area();
        }

        int[] data = [3, 1, 2];
        fixed (int* start = data)
        {
            Sort(start, (nuint)data.Length, sizeof(int), &Compare);
        }

        return sum + data[0];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int First(int[,] matrix, int[] vector, int* pointer, ref int reference) => matrix[0, 1] + vector[0] + (*pointer & 1) + (reference & 1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Call(delegate*<int, int> function, int value) => function(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Increment(int value) => value + 1;

    [LibraryImport("libc", EntryPoint = "qsort")]
    private static partial void Sort(void* start, nuint count, nuint size, delegate* unmanaged<int*, int*, int> compare);

    [UnmanagedCallersOnly]
    private static int Compare(int* left, int* right) => left[0].CompareTo(right[0]);

    private sealed class Circle : IShape
    {
        public double Area() => 2 * Math.PI;
    }

    private sealed class Square : IShape
    {
        public double Area() => 4;
    }

    private static class Identity<T1, T2>
    {
        private static readonly int s_value = Environment.ProcessId & 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Of(int value) => value + s_value + (typeof(T1) == typeof(T2) ? 1 : 0);
    }
}

internal sealed class Box<T>
    where T : notnull
{
    public T Value { get; init; } = default!;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Hash() => Value.GetHashCode();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Pair<TOther>(TOther other)
        where TOther : notnull
        => Value.GetHashCode() + other.GetHashCode();

    public sealed class Nested<TInner>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Count(int value) => value + (typeof(TInner) == typeof(T) ? 1 : 0);
    }
}
