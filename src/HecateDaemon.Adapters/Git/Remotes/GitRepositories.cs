using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// The one way to a repository: one stretch of work at a time, off the caller's thread, bounded in time.
/// </summary>
internal sealed partial class GitRepositories(
    GitOptions options, GitLogins logins, BoundedProgram programs, TimeProvider clock, ILogger<GitRepositories> logger)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new(StringComparer.Ordinal);

    static GitRepositories() => NativeGit.SetUp(ConnectTimeout, SilenceTimeout);

    /// <summary>
    /// Native code cannot be interrupted: when time is up, the caller goes on, while the work keeps the repository to
    /// itself until libgit2's own timeouts end it. So work must be such that it may succeed after its caller has left.
    /// </summary>
    public async Task<T> UseAsync<T>(
        string repository, Func<GitSession, CancellationToken, T> work, CancellationToken ct)
    {
        var remote = GitRemote.Parse(repository);
        using var deadline = new CancellationTokenSource(options.WorkDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var gate = gates.GetOrAdd(remote.Address, _ => new SemaphoreSlim(1));
        try
        {
            await gate.WaitAsync(either.Token);
            var running = Task.Run(() => RunAndRelease(gate, remote, work, either.Token), CancellationToken.None);
            return await running.WaitAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OutsideWorldException(
                $"The repository {remote} took longer than {options.WorkDeadline}: its server hangs or is slow.", e);
        }
    }

    private T RunAndRelease<T>(
        SemaphoreSlim gate, GitRemote remote, Func<GitSession, CancellationToken, T> work, CancellationToken ct)
    {
        try
        {
            return remote.IsLocal ? Run(() => new LocalSession(remote), work, ct) : RunInClone(remote, work, ct);
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailure.From(e, remote);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// A clone is a cache: one that is found broken (a lock left by a crash, a bad disk) is made anew, once.
    /// </summary>
    private T RunInClone<T>(GitRemote remote, Func<GitSession, CancellationToken, T> work, CancellationToken ct)
    {
        var folder = Path.Combine(options.StateDirectory, "git", remote.Key);
        var login = logins.For(remote);
        try
        {
            return Run(() => new CloneSession(folder, remote, Transport), work, ct);
        }
        catch (LibGit2SharpException e)
        {
            CloneDiscarded(e, remote.Address, folder);
            CloneSession.Discard(folder);
            return Run(() => new CloneSession(folder, remote, Transport), work, ct);
        }

        ITransport Transport(bool withOptions) => withOptions || remote.Scheme is "ssh" || login is not GitLogin.Anonymous
            ? new ProgramTransport(remote, login, programs, options, ct)
            : new LibraryTransport(remote, options.MaxFetchedBytes, ct);
    }

    private static T Run<T>(Func<GitSession> open, Func<GitSession, CancellationToken, T> work, CancellationToken ct)
    {
        using var session = open();
        return work(session, ct);
    }

    [LoggerMessage(6001, LogLevel.Warning, "The clone of {Repository} in {Folder} was broken and is made anew")]
    private partial void CloneDiscarded(Exception exception, string repository, string folder);
}
