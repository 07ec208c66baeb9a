using System.Globalization;

namespace Bpf.KernelTypes.CSharp;

/// <summary>Collects the inline array types that kernel types need, one for each length.</summary>
internal sealed class CSharpArrays
{
    private readonly SortedSet<long> _lengths = [];

    /// <summary>Returns the type of an array.</summary>
    /// <param name="element">The element type, which is not a pointer.</param>
    /// <param name="length">Number of elements; 0 for a flexible array.</param>
    public string Of(string element, long length)
    {
        _lengths.Add(Math.Max(length, 1));
        return $"Array{Math.Max(length, 1).ToString(CultureInfo.InvariantCulture)}<{element}>";
    }

    public void Write(TextWriter output)
    {
        foreach (long length in _lengths)
        {
            output.WriteLine($"/// <summary>{(length == 1 ? "One element, or a flexible array" : $"{length} elements")} of a kernel type.</summary>");
            output.WriteLine("/// <typeparam name=\"T\">The element type.</typeparam>");
            output.WriteLine($"[System.Runtime.CompilerServices.InlineArray({length})]");
            output.WriteLine($"public struct Array{length}<T> where T : unmanaged {{ private T _element; }}");
            output.WriteLine();
        }
    }
}
