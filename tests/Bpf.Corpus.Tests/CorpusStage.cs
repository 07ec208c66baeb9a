namespace Bpf.Corpus.Tests;

/// <summary>Who is the first to report the mistake in a program.</summary>
internal enum CorpusStage
{
    /// <summary>The editor, at a marked line.</summary>
    Editor,

    /// <summary>The editor, but only at other lines.</summary>
    Elsewhere,

    /// <summary>bpfc.</summary>
    Compiler,

    /// <summary>The loader or the verifier.</summary>
    Load,

    /// <summary>The loader, when it attaches the program.</summary>
    Attach,

    /// <summary>Nobody.</summary>
    Silent,
}
