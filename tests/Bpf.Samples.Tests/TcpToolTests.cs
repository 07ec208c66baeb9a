using System.Text.Json;
using Bpf.Testing;

namespace Bpf.Samples.Tests;

/// <summary>The tools that show connections.</summary>
public sealed class TcpToolTests
{
    // One process with both ends: the client sends 100,000 bytes and gets 5,000.
    private const string Exchange = """
        use Socket;
        my $six = $ARGV[1];
        my $family = $six ? AF_INET6 : AF_INET;
        socket(my $listener, $family, SOCK_STREAM, 0) or die;
        bind($listener, $six ? pack_sockaddr_in6(0, Socket::IN6ADDR_LOOPBACK) : pack_sockaddr_in(0, INADDR_LOOPBACK)) or die;
        listen($listener, 1) or die;
        socket(my $client, $family, SOCK_STREAM, 0) or die;
        connect($client, getsockname($listener)) or die;
        accept(my $server, $listener) or die;
        sub move { my ($from, $to, $bytes) = @_;
            while ($bytes) { my $n = syswrite($from, "x" x ($bytes < 1000 ? $bytes : 1000)) // die; $bytes -= $n;
                while ($n) { my $m = sysread($to, my $data, $n) || die; $n -= $m; } } }
        move($client, $server, 100000);
        move($server, $client, 5000);
        my ($port) = $six ? unpack_sockaddr_in6(getsockname($listener)) : unpack_sockaddr_in(getsockname($listener));
        open(my $file, ">", $ARGV[0]) or die; print $file $port; close($file);
        close($client);
        sysread($server, my $end, 1);
        close($server);
        """;

    public TcpToolTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public void TcpLifeShowsBothEndsOfAConnection(string address)
    {
        SampleResult result = Run("tcplife", address, out string port);
        JsonElement server = Assert.Single(result.Rows("local", $"{address}:{port}")); // Not the listener.
        JsonElement client = Assert.Single(result.Rows("remote", $"{address}:{port}"));
        Assert.Equal(client.GetProperty("local").GetString(), server.GetProperty("remote").GetString());
        Assert.Equal(client.Number("pid"), server.Number("pid"));

        // The kernel counts SYN and FIN as a byte each.
        Assert.InRange(client.Number("sent"), 100_000, 100_002);
        Assert.InRange(client.Number("received"), 5_000, 5_002);
        Assert.InRange(server.Number("sent"), 5_000, 5_002);
        Assert.InRange(server.Number("received"), 100_000, 100_002);
        Assert.Equal("perl", client.GetProperty("name").GetString());
        Assert.InRange(client.Number("age"), 1, 120_000_000_000);
        Assert.Equal(0UL, result.Number("lost"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public void TcpTopSumsUpBytes(string address)
    {
        SampleResult result = Run("tcptop", address, out string port);
        JsonElement server = Assert.Single(result.Rows("local", $"{address}:{port}"));
        JsonElement client = Assert.Single(result.Rows("remote", $"{address}:{port}"));
        Assert.Equal((100_000, 5_000), (client.Number("sent"), client.Number("received")));
        Assert.Equal((5_000, 100_000), (server.Number("sent"), server.Number("received")));
        Assert.Equal(client.Number("pid"), server.Number("pid"));
    }

    private static SampleResult Run(string tool, string address, out string port)
    {
        string file = Path.GetTempFileName();
        try
        {
            SampleResult result = TracedTool.Run(tool, "--", "perl", "-e", Exchange, file, address == "[::1]" ? "1" : "");
            port = File.ReadAllText(file);
            return result;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
