namespace Bpf.Generators.Model;

/// <summary>What a member of a skeleton gives for a variable.</summary>
internal enum GlobalShape
{
    /// <summary>A value of an unmanaged type.</summary>
    Value,

    /// <summary>A <c>Nullable&lt;T&gt;</c>, which is memory like any other, but no type argument for an unmanaged type.</summary>
    Nullable,

    /// <summary>The elements of an array.</summary>
    Elements,
}
