using System.Security;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.CSharp;

/// <summary>Writes the XML documentation of kernel types: the C type, and the kernels that have it.</summary>
internal sealed class CSharpDocumentation
{
    private readonly IReadOnlyList<ReferenceKernel> _kernels;
    private readonly KernelSet _all;
    private readonly int[] _ages; // one per kernel; 0 is the oldest
    private readonly Dictionary<KernelSet, string> _texts = [];

    public CSharpDocumentation(KernelTypeTable table)
    {
        _kernels = table.Kernels;
        _all = Enumerable.Range(0, _kernels.Count).Aggregate(default(KernelSet), (set, kernel) => set | KernelSet.Of(kernel));
        // Of two kernels with the same version, the first counts as newer.
        int[] order = [.. Enumerable.Range(0, _kernels.Count).OrderBy(kernel => _kernels[kernel].Version).ThenByDescending(kernel => kernel)];
        _ages = [.. Enumerable.Range(0, _kernels.Count).Select(kernel => Array.IndexOf(order, kernel))];
    }

    /// <summary>Returns the rank of the newest kernel in a set; higher is newer.</summary>
    public int AgeOf(KernelSet kernels) => Enumerable.Range(0, _kernels.Count).Where(kernels.Contains).Select(kernel => _ages[kernel]).DefaultIfEmpty(-1).Max();

    public void WriteType(TextWriter output, KernelAggregate aggregate, string kernelName, string name, string indent)
        => Write(output, indent, aggregate.Name.Length == 0 && indent.Length > 0
            ? $"Anonymous {(aggregate.IsUnion ? "union" : "struct")}.{In(aggregate.Kernels)}"
            : $"<c>{(aggregate.Name.Length == 0 ? "typedef" : aggregate.IsUnion ? "union" : "struct")} {kernelName}</c>."
                + (aggregate.Kernels.IsEmpty ? " Forward declaration: only a module or a single source file defines its members." : In(aggregate.Kernels))
                + Spelled(name));

    public void WriteType(TextWriter output, KernelEnumeration enumeration, string name)
        => Write(output, "", $"<c>enum {enumeration.Name}</c>.{In(enumeration.Kernels)}{Spelled(name)}");

    /// <param name="output">The output.</param>
    /// <param name="variants">The member, once for each of its types, newest first.</param>
    /// <param name="indent">Indentation.</param>
    public void WriteMember(TextWriter output, IReadOnlyList<KernelMember> variants, string indent)
        => Write(output, indent, string.Join(" ", variants.Select(variant => $"<c>{SecurityElement.Escape(TypeOf(variant))}</c>.{In(variant.Kernels)}"))
            + Spelled(variants[0].Name));

    /// <param name="output">The output.</param>
    /// <param name="variants">The enumerator, once for each of its values, newest first.</param>
    /// <param name="isConstant">Whether it is written as a constant, not as a member of an enumeration.</param>
    public void WriteEnumerator(TextWriter output, IReadOnlyList<KernelEnumerator> variants, bool isConstant)
    {
        string text = variants.Count == 1 ? In(variants[0].Kernels).TrimStart()
            : string.Join(" ", variants.Select(variant => $"{variant.Value}:{In(variant.Kernels)}"))
                + (isConstant ? "" : " <c>Core.EnumValue</c> returns the value in the running kernel.");
        if (text.Length > 0)
        {
            Write(output, "    ", text);
        }
    }

    private static void Write(TextWriter output, string indent, string text) => output.WriteLine($"{indent}/// <summary>{text}</summary>");

    private static string TypeOf(KernelMember member) => member.Bits == 0 ? member.Type.ToString() : $"{member.Type} : {member.Bits}";

    private static string Spelled(string name) => CSharpIdentifier.IsKeyword(name) ? $" In C#: <c>@{name}</c>." : "";

    // With a single kernel there is nothing to list.
    private string In(KernelSet kernels) => _kernels.Count == 1 ? ""
        : _texts.TryGetValue(kernels, out string? known) ? known : _texts[kernels] = $" {KernelText.Of(_kernels, kernels, _all)}.";
}
