namespace Bpf.Compiler.Import;

/// <summary>A piece of straight IL. The body of a <c>finally</c> is imported once for each way into it.</summary>
/// <param name="Offset">IL offset of the first instruction.</param>
/// <param name="Handler">The <c>finally</c> that the block runs in; null outside.</param>
internal sealed record BlockKey(int Offset, FinallyFrame? Handler);
