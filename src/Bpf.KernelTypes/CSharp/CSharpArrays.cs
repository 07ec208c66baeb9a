using System.Globalization;

namespace Bpf.KernelTypes.CSharp;

/// <summary>The inline arrays that the members of kernel types need; one type for each length.</summary>
internal sealed class CSharpArrays
{
    private readonly SortedSet<long> _lengths = [];

    /// <summary>The type of an array.</summary>
    /// <param name="element">Its element, which is no pointer.</param>
    /// <param name="length">Number of elements; 0 where the kernel leaves it open.</param>
    public string Of(string element, long length)
    {
        _lengths.Add(Math.Max(length, 1));
        return $"Array{Math.Max(length, 1).ToString(CultureInfo.InvariantCulture)}<{element}>";
    }

    public void Write(TextWriter output)
    {
        foreach (long length in _lengths)
        {
            output.WriteLine($"/// <summary>{(length == 1 ? "One element, or as many as the kernel allocates" : $"{length} elements")} of a kernel type.</summary>");
            output.WriteLine("/// <typeparam name=\"T\">The element.</typeparam>");
            output.WriteLine($"[System.Runtime.CompilerServices.InlineArray({length})]");
            output.WriteLine($"public struct Array{length}<T> where T : unmanaged {{ private T _element; }}");
            output.WriteLine();
        }
    }
}
