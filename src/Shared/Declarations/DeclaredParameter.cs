namespace Bpf.Shared;

/// <summary>A parameter of a program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record DeclaredParameter(string Name, SignatureType Type);
