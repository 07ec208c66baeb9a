namespace Bpf.Shared;

/// <summary>The type of a parameter or of the result of a program.</summary>
/// <param name="FullName">Name with its namespace; a keyword where C# has one.</param>
/// <param name="Name">Name for a message.</param>
/// <param name="Shape">What it is to the signature.</param>
internal sealed record SignatureType(string FullName, string Name, TypeShape Shape);
