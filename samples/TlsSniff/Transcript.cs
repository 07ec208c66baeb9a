using System.Text;
using Spectre.Console;

namespace Samples;

/// <summary>Prints the text of both directions as it comes, and keeps the beginning of each.</summary>
internal sealed class Transcript(bool isSilent)
{
    private const int KeptCharacters = 65536;
    private readonly StringBuilder _sent = new();
    private readonly StringBuilder _received = new();

    /// <summary>The beginning of what was sent.</summary>
    public string Sent => _sent.ToString();

    /// <summary>The beginning of what was received.</summary>
    public string Received => _received.ToString();

    /// <summary>Takes one record.</summary>
    public void Add(in TlsSniff.Chunk chunk)
    {
        bool isSent = chunk.Direction == TlsSniff.Direction.Sent;
        string text = Printable(((ReadOnlySpan<byte>)chunk.Text)[..(int)chunk.Length]);
        StringBuilder kept = isSent ? _sent : _received;
        kept.Append(text.AsSpan(0, Math.Min(text.Length, KeptCharacters - kept.Length)));
        if (isSilent)
        {
            return;
        }

        string cut = chunk.Offset + chunk.Length < chunk.CallLength && chunk.Offset / TlsSniff.ChunkSize == TlsSniff.ChunkLimit - 1 ? ", cut" : "";
        string direction = isSent ? "[green]▶ sent[/]" : "[yellow]◀ received[/]";
        AnsiConsole.MarkupLine($"{direction} [dim]thread {chunk.ThreadId}, {chunk.CallLength} bytes from {chunk.Offset}{cut}[/]");
        Console.WriteLine(text.TrimEnd('\n'));
    }

    // Control characters could drive the terminal; what is not text shows as dots.
    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        foreach (char character in Encoding.UTF8.GetString(bytes))
        {
            if (character != '\r')
            {
                text.Append(character is '\n' or '\t' || !char.IsControl(character) ? character : '.');
            }
        }

        return text.ToString();
    }
}
