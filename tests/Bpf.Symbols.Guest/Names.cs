using System.Runtime.CompilerServices;

namespace Bpf.Symbols.Guest;

internal sealed record Person(string Name, int Age, string[] Tags);

/// <summary>Members that the compiler names, or for which it makes types.</summary>
internal static class Names
{
    public static int Run()
    {
        int captured = Environment.ProcessId;
        Func<int, int> lambda = value => value + captured;
        Func<int, Func<int>> nested = value => () => value * 2;
        int sum = lambda(1) + nested(2)() + Local(3) + Sum(Numbers(5)) + GenericLambda("x").Length;
        Amount amount = new Amount(1) + new Amount(2);
        sum += (int)amount + amount[0] + amount.Size;
        amount.Size = sum;
        using (IDisposable disposable = amount)
        {
            sum += ((IReadOnlyList<int>)new Explicit<int>()).Count;
        }

        return sum + (new Person("a", 1, []) with { Age = 2 }).Age + HiddenType.Twice(3) + (new { Left = 1, Right = "r" }).ToString()!.Length;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Local(int value) => value + 1;
    }

    public static async Task<int> HandleAsync(int depth)
    {
        await Task.Yield();
        Func<Task<int>> inner = async () =>
        {
            await Task.Yield();
            return depth;
        };
        return depth == 0 ? 0 : await inner() + await HandleAsync(depth - 1);
    }

    public static async IAsyncEnumerable<int> StreamAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private static IEnumerable<T> Repeat<T>(T value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return value;
        }
    }

    private static IEnumerable<int> Numbers(int count) => Repeat(count, count);

    private static int Sum(IEnumerable<int> values) => values.Sum();

    private static string GenericLambda<T>(T value)
    {
        Func<string> lambda = () => $"{value}";
        return lambda();
    }

    private sealed class Amount(int value) : IDisposable
    {
        private int _value = value;

        public int Size
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            get => _value;

            [MethodImpl(MethodImplOptions.NoInlining)]
            set => _value = value;
        }

        public int this[int index]
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            get => _value + index;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Amount operator +(Amount left, Amount right) => new(left._value + right._value);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static explicit operator int(Amount amount) => amount._value;

        void IDisposable.Dispose() => _value = 0;
    }

    private sealed class Explicit<T> : IReadOnlyList<T>
    {
        int IReadOnlyCollection<T>.Count => 3;

        T IReadOnlyList<T>.this[int index] => default!;

        IEnumerator<T> IEnumerable<T>.GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }
}

file static class HiddenType
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Twice(int value) => 2 * value;
}
