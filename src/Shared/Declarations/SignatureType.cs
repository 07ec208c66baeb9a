namespace Bpf.Shared;

/// <summary>The type of a parameter or of the result of a program.</summary>
/// <param name="FullName">Name with its namespace; a keyword where C# has one.</param>
/// <param name="Name">Name for a message.</param>
/// <param name="Shape">What it is to the signature.</param>
internal sealed record SignatureType(string FullName, string Name, TypeShape Shape)
{
    /// <summary>Size in bytes of a number; 0 for other types.</summary>
    public int Size { get; init; }

    /// <summary>Whether it is a signed number.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The kernel's name of the struct or union that a pointer points to, without a flavor; null for other types.</summary>
    public string? KernelName { get; init; }

    /// <summary>Whether it is a reference or pointer to a struct.</summary>
    public bool RefersToStruct { get; init; }
}
