namespace Bpf.Compiler.Discovery;

/// <summary>Thrown for a static initializer that cannot be evaluated at compile time.</summary>
internal sealed class NotConstantException(string message) : Exception(message);
