namespace Bpf.Shared;

/// <summary>A member of a context that not all hooks of its kind allow.</summary>
/// <param name="Context">Full name of the context type.</param>
/// <param name="Name">Name of the property or method.</param>
/// <param name="Hooks">Names of the hooks at which a program may read the property, or call the method; null for all.</param>
/// <param name="Writable">Names of the hooks at which a program may write the property; null for the same.</param>
internal sealed record ContextMember(string Context, string Name, string[]? Hooks, string[]? Writable = null);
