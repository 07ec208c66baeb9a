namespace Bpf.Compiler.Import;

/// <summary>One run of a <c>finally</c> handler, with its continuation.</summary>
/// <param name="Continuation">The block after <c>endfinally</c>; null for what follows the last of them when the program ends.</param>
internal sealed record FinallyFrame(BlockKey? Continuation);
