namespace Bpf.Objects.Verifier.Reasons;

/// <summary>A message of the verifier with what it means and what to do.</summary>
/// <param name="Text">The message as the kernel prints it, with <c>*</c> for each value in it.</param>
/// <param name="Cause">What the verifier found, in the words of the program; <c>{0}</c> is the first value of the message.</param>
/// <param name="Remedy">What to change, for any language.</param>
internal sealed record RefusalReason(string Text, string Cause, string Remedy)
{
    /// <summary>What to change in C#, where the vocabulary has a name for it; otherwise <see cref="Remedy"/>.</summary>
    public string? InCSharp { get; init; }

    /// <summary>What the message is about, if it differs from the other messages of its table.</summary>
    public RefusalClass Class { get; init; }

    /// <summary>Finds the message in a text and returns its values; null when the text does not contain it.</summary>
    public string[]? Match(string text) => MessageText.Match(Text, text);
}
