using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

/// <summary>The examples of the founding document.</summary>
public class FoundingDocumentTests
{
    [Fact]
    public void Loads_the_quick_start()
    {
        var environment = Loaded.Environment("""
            name: demo

            ships:
              localhost:
                ip: 192.168.10.2

            services:
              redis:
                image: redis
                instances:
                  redis-1:
                    ship: localhost
                    ports:
                        redis: 6379
                    lifecycle:
                        running: [{type: tcp, port: redis}]
              web:
                image: ceasar/web
                requires: [redis]
                instances:
                  web-1:
                    ship: localhost
                    ports:
                        http: 5000
                    lifecycle:
                        running: [{type: tcp, port: http}]
            """);
        Assert.Empty(environment.Warnings);
        Assert.Equal(["redis-1", "web-1"], environment.Instances.Select(i => i.Name));
        Assert.Equal(["redis"], environment.Service("web").Requires);
        Assert.Equal(new TcpEndpoint("192.168.10.2", 2375), environment.Ship("localhost").Endpoint);
        Assert.Equal(new PortMapping("redis", "tcp", new PortRange(6379), new PortRange(6379), "0.0.0.0"), environment.Instance("redis-1").Ports[0]);
        Assert.Equal("tcp redis", environment.Instance("redis-1").Lifecycle.Running[0].Summary);
        Assert.Equal(new SourceLocation("-", 11, 7), environment.Instance("redis-1").Location);
    }

    [Fact]
    public void Reads_the_zookeeper_and_kafka_example()
    {
        var environment = Loaded.Environment("""
            __maestro: {schema: 2}
            name: demo
            ships: {vm1.ore1: {ip: c414.ore1.domain.com}, vm2.ore1: {ip: c415.ore1.domain.com, docker_port: 4243}}
            services:
              zookeeper:
                image: zookeeper:3.4.5
                instances:
                  zk-1:
                    ship: vm1.ore1
                    ports: {client: 2181, peer: 2888, leader_election: 3888}
                    lifecycle:
                      running: [{type: tcp, port: client}]
                    privileged: true
                    volumes:
                      /data/zookeeper: /var/lib/zookeeper
                    limits:
                      memory: 1g
                      cpu: 2
              kafka:
                image: kafka:latest
                requires: [ zookeeper ]
                instances:
                  kafka-broker:
                    ship: vm2.ore1
                    ports: {broker: 9092}
                    lifecycle:
                      running: [{type: tcp, port: broker}]
                    volumes:
                      /data/kafka: /var/lib/kafka
                      /etc/locatime:
                        target: /etc/localtime
                        mode: ro
                    env:
                      BROKER_ID: 0
                    stop_timeout: 2
                    dns: [ 8.8.8.8, 8.8.4.4 ]
                    net: host
                    restart:
                      name: on-failure
                      maximum_retry_count: 3
            """);
        Assert.Empty(environment.Warnings);
        Assert.True(environment.Instance("zk-1").Privileged);
        Assert.Equal(new Limits(1L << 30, 0, 2), environment.Instance("zk-1").Limits);
        Assert.Equal(["8.8.8.8", "8.8.4.4"], environment.Instance("kafka-broker").Dns);
        Assert.Equal("host", environment.Instance("kafka-broker").Network.Text);
        Assert.Equal(new RestartPolicy(RestartKind.OnFailure, 3), environment.Instance("kafka-broker").Restart);
    }

    [Fact]
    public void Expands_the_jvm_options()
    {
        var environment = Loaded.Environment("""
            name: demo
            _globals:
              DEFAULT_JVM_OPTS: &jvmopts [ '-Xms500m', '-Xmx2g', '-showversion', '-server' ]
            ships: {demo: {ip: &demoip 192.168.10.2, docker_port: 4243}}
            services:
              app:
                image: app
                env: {JVM_OPTS: [ *jvmopts, '-XX:+UseConcMarkSweep' ]}
                instances:
                  app-1: {ship: demo, ports: {smtp: {exposed: 25/tcp, external: [ *demoip, 25/tcp ]}}}
            """);
        Assert.Equal("-Xms500m -Xmx2g -showversion -server -XX:+UseConcMarkSweep", environment.Service("app").Env["JVM_OPTS"]);
        Assert.Equal("192.168.10.2", environment.Instance("app-1").Ports[0].ExternalAddress);
    }
}
