namespace Bpf.KernelTypes.Merging;

/// <summary>A prototype. Types and names are numbers of <see cref="MergedTypes"/> and <see cref="MergedFunctions"/>.</summary>
/// <param name="Result">The return type.</param>
/// <param name="Parameters">Name and type of each parameter.</param>
/// <param name="IsVariadic">Whether more arguments may follow.</param>
internal sealed record MergedSignature(int Result, IReadOnlyList<(int Name, int Type)> Parameters, bool IsVariadic)
{
    public bool Equals(MergedSignature? other)
        => other is not null && Result == other.Result && IsVariadic == other.IsVariadic && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Result);
        foreach ((int name, int type) in Parameters)
        {
            hash.Add(name);
            hash.Add(type);
        }

        return hash.ToHashCode();
    }
}
