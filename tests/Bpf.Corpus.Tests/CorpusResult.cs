namespace Bpf.Corpus.Tests;

/// <summary>What happened to a program.</summary>
/// <param name="Program">The program.</param>
/// <param name="Stage">Who reports it first, with the analyzers on.</param>
/// <param name="Said">The ids, or the type of the exception.</param>
/// <param name="Detail">The whole messages.</param>
/// <param name="Proof">What shows that it is wrong when no analyzer runs: ids of C# or bpfc, an exception, or what it does; empty if nothing.</param>
internal sealed record CorpusResult(CorpusProgram Program, CorpusStage Stage, string Said, string Detail, string Proof);
