namespace Bpf.Symbols.DotNet.Names;

/// <summary>What a compiler turned into a type with the method <c>MoveNext</c>.</summary>
internal enum StateMachineKind
{
    None,
    Async,
    Iterator,
    AsyncIterator,
}
