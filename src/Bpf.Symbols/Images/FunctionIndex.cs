using System.Text;
using Bpf.Objects.Symbols.Tables;

namespace Bpf.Symbols.Images;

/// <summary>
/// The functions of an image, sorted by offset, one for each start. All data is the index's own, so it stays valid when the file is replaced or cut off.
/// </summary>
internal sealed class FunctionIndex
{
    private readonly ulong[] _starts;
    private readonly uint[] _lengths;
    private readonly int[] _nameStarts;
    private readonly byte[] _names;
    private readonly FunctionKind[] _kinds;
    private readonly NameSource[] _sources;
    // The highest end of this and all earlier functions. Functions may be nested.
    private readonly ulong[] _ends;

    /// <summary>Takes functions, sorted by offset.</summary>
    public FunctionIndex(ReadOnlySpan<FoundFunction> functions, ReadOnlySpan<byte> names)
    {
        _starts = new ulong[functions.Length];
        _lengths = new uint[functions.Length];
        _nameStarts = new int[functions.Length + 1];
        _kinds = new FunctionKind[functions.Length];
        _sources = new NameSource[functions.Length];
        _ends = new ulong[functions.Length];
        int length = 0;
        foreach (ref readonly FoundFunction function in functions)
        {
            length += function.NameLength;
        }

        _names = new byte[length];
        ulong end = 0;
        for (int i = 0; i < functions.Length; i++)
        {
            ref readonly FoundFunction function = ref functions[i];
            _starts[i] = function.Offset;
            _lengths[i] = function.Extent;
            _kinds[i] = function.Kind;
            _sources[i] = function.Source;
            _ends[i] = end = Math.Max(end, function.Offset + function.Extent);
            names.Slice(function.NameStart, function.NameLength).CopyTo(_names.AsSpan(_nameStarts[i]));
            _nameStarts[i + 1] = _nameStarts[i] + function.NameLength;
        }
    }

    /// <summary>The number of functions.</summary>
    public int Count => _starts.Length;

    /// <summary>Returns the position of the innermost function that contains an offset; -1 for none.</summary>
    public int Find(ulong offset)
    {
        int i = Array.BinarySearch(_starts, offset);
        for (i = i < 0 ? ~i - 1 : i; i >= 0 && _ends[i] > offset; i--)
        {
            if (offset - _starts[i] < _lengths[i])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Returns the offset of the function at a position.</summary>
    public ulong StartOf(int index) => _starts[index];

    /// <summary>Returns the function at a position.</summary>
    public ImageFunction this[int index] => new(_starts[index], (_kinds[index] & FunctionKind.Unsized) != 0 ? 0 : _lengths[index],
        Encoding.UTF8.GetString(_names.AsSpan(_nameStarts[index].._nameStarts[index + 1])), _kinds[index], _sources[index]);
}
