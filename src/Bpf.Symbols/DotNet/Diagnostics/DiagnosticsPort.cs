using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Bpf.Runtime;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.DotNet.Diagnostics;

/// <summary>The socket through which the runtime of a process takes commands.</summary>
internal sealed class DiagnosticsPort
{
    private const int HeaderSize = 20;
    private const int MagicSize = 14;
    private const byte AnswerSet = 0xFF;
    private const byte OkAnswer = 0x00;
    private const int Patience = 30_000; // ms
    private const int StartTimeField = 21; // of /proc/PID/stat, counted from 0
    private readonly FileRoot _root;

    private DiagnosticsPort(FileRoot root, string directory, string name)
    {
        _root = root;
        Directory = directory;
        Name = name;
    }

    private string Directory { get; }

    private string Name { get; }

    private string Path => $"{Directory}/{Name}";

    /// <summary>Returns the port of a process; null if its runtime has none: it is not CoreCLR, or has DOTNET_EnableDiagnostics=0.</summary>
    /// <param name="directory">Directory of the process in procfs.</param>
    /// <param name="namespaceId">Its id in its own pid namespace.</param>
    /// <param name="root">Its root.</param>
    public static DiagnosticsPort? Find(string directory, int namespaceId, FileRoot root)
    {
        try
        {
            string[] variables = Encoding.UTF8.GetString(File.ReadAllBytes($"{directory}/environ")).Split('\0');
            string? given = Array.Find(variables, static variable => variable.StartsWith("TMPDIR=", StringComparison.Ordinal));
            string place = given is null || given.Length <= 8 ? "/tmp" : given[7..].TrimEnd('/');

            // The name of the process, in parentheses, may contain anything.
            string stat = File.ReadAllText($"{directory}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            string name = $"dotnet-diagnostic-{namespaceId}-{fields[StartTimeField - 2]}-socket";
            if (root.Open($"{place}/{name}", out BpfHandle socket) != Errno.None)
            {
                return null;
            }

            socket.Dispose();
            return new DiagnosticsPort(root, place, name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Sends a command and waits for the answer.</summary>
    /// <param name="command">The command.</param>
    /// <param name="payload">Its arguments.</param>
    /// <returns>The payload of the answer.</returns>
    /// <exception cref="BpfException">The port may not be used (EACCES), the process has gone, or its runtime refused.</exception>
    public byte[] Send(DiagnosticsCommand command, ReadOnlySpan<byte> payload)
    {
        byte[] message = new byte[HeaderSize + payload.Length];
        WriteHeader(message, command);
        payload.CopyTo(message.AsSpan(HeaderSize));
        try
        {
            using Socket socket = Connect();
            socket.Send(message);
            byte[] header = Receive(socket, HeaderSize);
            int size = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(MagicSize));
            byte[] answer = Receive(socket, Math.Max(size, HeaderSize) - HeaderSize);
            return header[MagicSize + 2] == AnswerSet && header[MagicSize + 3] == OkAnswer ? answer : throw Refused(command, answer);
        }
        catch (SocketException exception)
        {
            throw new BpfException($"send {command} to", Path, exception.SocketErrorCode == SocketError.AccessDenied ? Errno.EACCES : null,
                $"{exception.Message}. The port is open to the user of the process and to root.", exception);
        }
    }

    private static void WriteHeader(Span<byte> message, DiagnosticsCommand command)
    {
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message[MagicSize..], (ushort)message.Length);
        BinaryPrimitives.WriteUInt16BigEndian(message[(MagicSize + 2)..], (ushort)command);
    }

    private static byte[] Receive(Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count;)
        {
            int received = socket.Receive(bytes.AsSpan(done));
            done += received > 0 ? received : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return bytes;
    }

    private BpfException Refused(DiagnosticsCommand command, byte[] answer)
    {
        string reason = answer.Length >= sizeof(int) ? $"HRESULT 0x{BinaryPrimitives.ReadUInt32LittleEndian(answer):x8}" : "an answer without a reason";
        return new BpfException($"send {command} to", Path, null, $"The runtime answered with {reason}. It has known the command since .NET 8.");
    }

    // The path of a socket is short, so the directory is named by its descriptor; it also cannot lead out of the root of the process.
    private Socket Connect()
    {
        Errno error = _root.Open(Directory, out BpfHandle place);
        if (error != Errno.None)
        {
            throw new BpfException("open", Path, error, "It is looked up in the root of the process.");
        }

        using (place)
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = Patience, SendTimeout = Patience };
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint($"/proc/self/fd/{place.Descriptor}/{Name}"));
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
