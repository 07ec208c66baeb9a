using System.Collections.Frozen;

namespace Bpf.Compiler.Metadata;

/// <summary>One custom attribute.</summary>
/// <param name="TypeName">Full name of the attribute class.</param>
/// <param name="Arguments">Constructor arguments.</param>
/// <param name="ArgumentTypes">Types of the constructor arguments; an enum's value is a number in <paramref name="Arguments"/>.</param>
/// <param name="Named">Named arguments.</param>
internal sealed record AttributeData(string TypeName, object?[] Arguments, TypeDesc[] ArgumentTypes, FrozenDictionary<string, object?> Named)
{
    /// <summary>Returns a named argument, or a default when it is not present.</summary>
    public T Get<T>(string name, T missing) => Named.TryGetValue(name, out object? value) && value is T typed ? typed : missing;
}
