using System.Globalization;
using System.Text;

namespace Bpf.Objects.Verifier;

/// <summary>
/// Collects text with or without the color codes of terminals. Control characters of the text itself are escaped, since names come from files.
/// </summary>
/// <param name="hasColors">True for color codes.</param>
internal sealed class StyledText(bool hasColors)
{
    private const string Reset = "\u001b[0m";
    private readonly StringBuilder _text = new();

    /// <summary>Adds text.</summary>
    public StyledText Add(string text, TextStyle style = TextStyle.Plain)
    {
        bool isStyled = hasColors && style != TextStyle.Plain && text.Length != 0;
        if (isStyled)
        {
            _text.Append(CodeOf(style));
        }

        foreach (char character in text)
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029' or '\u202e')
            {
                _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                _text.Append(character);
            }
        }

        if (isStyled)
        {
            _text.Append(Reset);
        }

        return this;
    }

    /// <summary>Begins another line.</summary>
    public StyledText Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string CodeOf(TextStyle style) => style switch
    {
        TextStyle.Error => "\u001b[1;31m",
        TextStyle.Frame => "\u001b[1;34m",
        TextStyle.Advice => "\u001b[1;36m",
        _ => "\u001b[1m",
    };
}
