using Bpf.Objects.Elf;

namespace Bpf.Profiling.Unwinding.Elf;

/// <summary>The frame descriptions of a section without a sorted table, by address.</summary>
internal sealed class FunctionIndex
{
    private const int MostFunctions = 4 << 20;
    private readonly ulong[] _starts;
    private readonly int[] _positions;

    private FunctionIndex(ulong[] starts, int[] positions) => (_starts, _positions) = (starts, positions);

    /// <summary>Reads all descriptions of a section.</summary>
    public static FunctionIndex Of(in UnwindRecords records)
    {
        List<ulong> starts = [];
        List<int> positions = [];
        ulong position = 0;
        for (ulong at = 0; starts.Count < MostFunctions && records.TryNext(ref position, out UnwindEntry? entry); at = position)
        {
            if (entry is { Size: > 0 } function)
            {
                starts.Add(function.Start);
                positions.Add((int)at);
            }
        }

        (ulong[] sorted, int[] places) = ([.. starts], [.. positions]);
        Array.Sort(sorted, places);
        return new(sorted, places);
    }

    /// <summary>Returns the position of the description that may cover an address.</summary>
    public ulong? Find(ulong address)
    {
        int index = Array.BinarySearch(_starts, address);
        if (index < 0)
        {
            index = ~index - 1;
        }

        return index < 0 ? null : (ulong)_positions[index];
    }
}
