namespace Bpf.Shared;

/// <summary>A method or field of a class with <c>[StructOps]</c>.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Member">The kernel's name of the member.</param>
/// <param name="IsMethod">Whether it is a method.</param>
/// <param name="Type">Type of a field, or the return type of a method.</param>
internal sealed record DeclaredStructOpsMember(string Name, string Member, bool IsMethod, SignatureType Type)
{
    /// <summary>Whether it is a <c>const</c> or a <c>static readonly</c> field; true for methods.</summary>
    public bool IsReadOnly { get; init; } = true;

    /// <summary>The value of a field when it is known: an integer as <see cref="long"/>, or a string.</summary>
    public object? Value { get; init; }

    /// <summary>False when only running the class tells the value of a field.</summary>
    public bool IsValueKnown { get; init; } = true;
}
