namespace Bpf.Compiler.Metadata;

/// <summary>A type, instantiated over all its type arguments. Equal types are the same object.</summary>
internal abstract class TypeDesc
{
    private protected TypeDesc()
    {
    }

    /// <summary>The name as written in C#.</summary>
    public abstract string DisplayName { get; }

    /// <summary>True for signed integer types, and enums based on them.</summary>
    public virtual bool IsSigned => false;

    /// <inheritdoc/>
    public sealed override string ToString() => DisplayName;
}
