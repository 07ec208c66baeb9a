namespace Bpf.Objects.Symbols.Tables;

/// <summary>Finds entries of a table by the hash of their names, without allocating strings.</summary>
internal sealed class NameIndex
{
    private readonly int[] _heads;
    private readonly int[] _next;

    /// <summary>Creates an empty index.</summary>
    /// <param name="count">Number of entries of the table.</param>
    public NameIndex(int count)
    {
        _heads = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 16))];
        _next = new int[count];
    }

    /// <summary>Adds an entry. The entry added last is found first.</summary>
    public void Add(int index, ReadOnlySpan<byte> name)
    {
        ref int head = ref _heads[Bucket(name)];
        _next[index] = head;
        head = index + 1;
    }

    /// <summary>Returns the first entry that may have the given name; -1 for none.</summary>
    public int First(ReadOnlySpan<byte> name) => _heads[Bucket(name)] - 1;

    /// <summary>Returns the next candidate; -1 for none.</summary>
    public int After(int index) => _next[index] - 1;

    private int Bucket(ReadOnlySpan<byte> name)
    {
        HashCode hash = default;
        hash.AddBytes(name);
        return hash.ToHashCode() & (_heads.Length - 1);
    }
}
