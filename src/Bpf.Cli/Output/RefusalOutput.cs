using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Prints refusals of the verifier for people.</summary>
internal static class RefusalOutput
{
    /// <summary>What could not be loaded, and the error of the kernel.</summary>
    public static string Headline(VerifierException refusal) => $"Cannot load program '{refusal.Subject}': {refusal.Errno}.";

    /// <summary>Prints the explanation.</summary>
    /// <param name="writer">Standard output or standard error.</param>
    /// <param name="refusal">The refusal.</param>
    /// <param name="indent">What each line begins with.</param>
    /// <param name="hasColors">True for colors.</param>
    public static void Write(TextWriter writer, VerifierException refusal, string indent, bool hasColors)
        => Write(writer, refusal.Render(hasColors), indent);

    /// <summary>Prints an explanation that has been rendered already.</summary>
    /// <param name="writer">Standard output or standard error.</param>
    /// <param name="rendered">The explanation.</param>
    /// <param name="indent">What each line begins with.</param>
    public static void Write(TextWriter writer, string rendered, string indent)
        => PlainTextWriter.WriteEscaped(writer, $"{indent}{rendered.ReplaceLineEndings($"\n{indent}")}\n");
}
