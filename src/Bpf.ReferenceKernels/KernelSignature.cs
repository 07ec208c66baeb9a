namespace Bpf.ReferenceKernels;

/// <summary>The prototype that a kernel function has in a set of kernels.</summary>
/// <param name="Result">Its return type.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="IsVariadic">Whether more arguments may follow.</param>
/// <param name="Kernels">The kernels in which the function has it.</param>
internal sealed record KernelSignature(KernelType Result, IReadOnlyList<KernelParameter> Parameters, bool IsVariadic, KernelSet Kernels)
{
    /// <summary>Formats the parameters in C, in parentheses.</summary>
    /// <param name="skipped">Number of parameters at the start that are left out.</param>
    public string Text(int skipped = 0)
    {
        IEnumerable<string> parameters = Parameters.Skip(skipped).Select(static parameter
            => parameter.Name.Length == 0 ? parameter.Type.ToString()
                : parameter.Type.Kind == KernelTypeKind.Pointer ? $"{parameter.Type}{parameter.Name}" : $"{parameter.Type} {parameter.Name}");
        string text = string.Join(", ", IsVariadic ? parameters.Concat(["..."]) : parameters);
        return $"({(text.Length == 0 ? "void" : text)})";
    }
}
