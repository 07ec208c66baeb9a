using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>A static field that declares a map.</summary>
/// <param name="Field">The field.</param>
/// <param name="Name">Symbol name in the object.</param>
/// <param name="Definition">What the loader creates.</param>
internal sealed record MapDeclaration(FieldDesc Field, string Name, MapDefinition Definition);
