namespace Bpf.Compiler.Metadata;

/// <summary>A type with all its type arguments filled in. Equal types are the same object.</summary>
internal abstract class TypeDesc
{
    private protected TypeDesc()
    {
    }

    /// <summary>The name as a C# programmer would write it.</summary>
    public abstract string DisplayName { get; }

    /// <summary>True for integer types, and enums of them, that widen by copying the sign.</summary>
    public virtual bool IsSigned => false;

    /// <inheritdoc/>
    public sealed override string ToString() => DisplayName;
}
