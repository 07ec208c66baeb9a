namespace Bpf.Shared;

/// <summary>A method, accessor, constructor or static field of the framework that an initializer uses.</summary>
/// <param name="Type">Full name of the type; of the outermost one for a nested type. Without the number of type parameters.</param>
/// <param name="Name">Name in metadata.</param>
/// <param name="HasText">Whether a parameter is a string.</param>
/// <param name="HasObjects">Whether a parameter or the result is any other object, which arrays of unmanaged elements are not.</param>
internal sealed record FrameworkMember(string Type, string Name, bool HasText, bool HasObjects);
