namespace Bpf.Objects.Verifier;

/// <summary>What a part of a rendered report is, which decides about its color.</summary>
internal enum TextStyle
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>The word <c>error</c>, and the mark below the culprit.</summary>
    Error,

    /// <summary>What the error is.</summary>
    Strong,

    /// <summary>Line numbers, bars and arrows; the mark below a note's place.</summary>
    Frame,

    /// <summary>The words <c>note</c> and <c>help</c>.</summary>
    Advice,
}
