namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Finds messages with values in a text.</summary>
internal static class MessageText
{
    private const char Value = '*';

    /// <summary>Finds a message anywhere in a text.</summary>
    /// <param name="message">The message, with <c>*</c> for each value.</param>
    /// <param name="text">The text.</param>
    /// <returns>The values, each as short as it can be; null when the text does not contain the message.</returns>
    public static string[]? Match(string message, string text)
    {
        string[] parts = message.Split(Value);
        string[] values = new string[parts.Length - 1];
        int first = parts[0].Length == 0 ? 0 : text.IndexOf(parts[0], StringComparison.Ordinal);
        if (first < 0)
        {
            return null;
        }

        int position = first + parts[0].Length;
        for (int i = 1; i < parts.Length; i++)
        {
            int next = i == parts.Length - 1 && parts[i].Length == 0 ? EndOfValue(text, position) : text.IndexOf(parts[i], position, StringComparison.Ordinal);
            if (next < 0)
            {
                return null;
            }

            values[i - 1] = text[position..next].Trim();
            position = next + parts[i].Length;
        }

        return values;
    }

    // A word, or a range in brackets.
    private static int EndOfValue(string text, int position)
    {
        bool isRange = position < text.Length && text[position] is ('[' or '(');
        int end = isRange ? text.IndexOfAny([']', ')'], position) + 1 : text.IndexOfAny([' ', ',', '\n'], position);
        return end <= 0 ? text.Length : end;
    }
}
