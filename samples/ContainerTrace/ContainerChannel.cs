using System.IO.Pipes;
using Bpf.Runtime;

namespace Samples;

/// <summary>Two pipes between the helper and the process in the container, with a line of text for each message.</summary>
internal sealed class ContainerChannel : IDisposable
{
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    public ContainerChannel(Stream incoming, Stream outgoing)
    {
        _reader = new StreamReader(incoming);
        _writer = new StreamWriter(outgoing) { AutoFlush = true };
    }

    /// <summary>The end in the container, from the handles that the helper passed on the command line.</summary>
    public static ContainerChannel Open(string handles)
    {
        try
        {
            return handles.Split(',') is [var incoming, var outgoing]
                ? new ContainerChannel(new AnonymousPipeClientStream(PipeDirection.In, incoming), new AnonymousPipeClientStream(PipeDirection.Out, outgoing))
                : throw new ArgumentException("It is not two handles.", nameof(handles));
        }
        catch (ArgumentException exception)
        {
            throw new BpfException("join container", handles, null, "--inside is for ContainerTrace's own use.", exception);
        }
    }

    public void Send(string line) => _writer.WriteLine(line);

    /// <summary>The next line; null when the other side is gone.</summary>
    public string? Receive() => _reader.ReadLine();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }
}
