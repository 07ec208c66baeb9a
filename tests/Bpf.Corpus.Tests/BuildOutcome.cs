namespace Bpf.Corpus.Tests;

/// <summary>What compiler and kernel say about a program.</summary>
/// <param name="Stage">Who reports it first.</param>
/// <param name="Said">The ids, or the type of the exception; empty if nobody says anything.</param>
/// <param name="Detail">The whole messages.</param>
/// <param name="Proof">What shows that the program is wrong; empty if nothing does.</param>
internal sealed record BuildOutcome(CorpusStage Stage, string Said, string Detail, string Proof);
